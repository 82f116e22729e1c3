import type { Pin } from "../../../facts/pins";
import { indentAt, lineStart } from "./lines";
import { sentenceOf } from "./sentence";
import { type Place, type Settings, settingsOf } from "./settings";

/** The file with the pin in it or without one, or why it is none that can be edited here. */
export type Edited = { text: string } | { why: string };

/** The file is written by people: all but the one sentence stays as it is, to the last space. */
export function withPin(text: string, service: { environment: string; key: string }, pin: Pin | undefined): Edited {
  // As Windows ends lines, where the file does.
  if (text.includes("\r\n")) {
    const edited = withPin(text.replaceAll("\r\n", "\n"), service, pin);
    return "why" in edited ? edited : { text: edited.text.replaceAll("\n", "\r\n") };
  }
  const found = settingsOf(text, service);
  if ("why" in found) return found;
  const { settings, pins } = found;
  const [old, ...more] = pins;
  if (more.length > 0) return { why: `services.${service.key} says traffic more than once` };
  if (pin === undefined) return { text: old === undefined ? text : without(text, old) };
  if (old !== undefined) {
    const sentence = sentenceOf(pin, indentAt(text, old.start)).trimStart().slice(0, -1);
    return { text: `${text.slice(0, old.start)}${sentence}${text.slice(old.end)}` };
  }
  return added(text, settings, pin);
}

function added(text: string, { close, last, indent }: Settings, pin: Pin): Edited {
  const line = lineStart(text, close);
  if (text.slice(line, close).trim() !== "") return { why: "the settings of the service end on a line with others" };
  const before =
    last && !last.hasComma ? `${text.slice(0, last.end)},${text.slice(last.end, line)}` : text.slice(0, line);
  return { text: `${before}${sentenceOf(pin, indent)}\n${text.slice(line)}` };
}

/** With the comma after it, and with its lines where nothing else stands on them. */
function without(text: string, { start, end }: Place): string {
  const comma = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
  const after = end + comma;
  const line = lineStart(text, start);
  const rest = /^[^\S\n]*(\n|$)/.exec(text.slice(after))?.[0];
  if (text.slice(line, start).trim() === "" && rest !== undefined)
    return text.slice(0, line) + text.slice(after + rest.length);
  return text.slice(0, start) + text.slice(after).replace(/^ +/, "");
}
