import { randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";
import { plain } from "../text/plain";

const MESSAGE = 1_000;

/**
 * A workflow command. Its text comes from plans, so it must not be able to end the line or
 * the properties and start another command.
 */
export function annotation(level: "error" | "warning" | "notice", title: string, message: string): string {
  return `::${level} title=${property(plain(title))}::${data(plain(message, MESSAGE))}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** Lines for the log that are not ours: between two random tokens the runner ignores workflow commands. */
export function quoted(text: string): string {
  const token = randomBytes(16).toString("hex");
  return `::stop-commands::${token}\n${text}\n::${token}::`;
}

/** Values for later steps. The delimiter is random: no value can end itself and set an output of its own. */
export function setOutputs(file: string, values: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(values)) {
    const delimiter = `end-${randomBytes(16).toString("hex")}`;
    appendFileSync(file, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
  }
}

export function addSummary(file: string, markdown: string): void {
  appendFileSync(file, `${markdown.trimEnd()}\n\n`);
}
