import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CommandResult } from "./sandbox";

/** The files that a scenario leaves: each command with its output, and plans as JSON. */
export class Journal {
  private written = 0;
  private readonly secrets = new Set<string>();

  /** `known`: the values that must not be written; asked for each time, because a cloud creates secrets while it runs. */
  constructor(
    private readonly folder: string,
    private readonly workshop: string,
    private readonly known: () => Iterable<string>,
  ) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** Writes the command and its output to a file; returns one line about it. */
  note({ command, code, stdout, stderr, seconds }: CommandResult): string {
    const said = this.cleared(command);
    const ending = code === 0 ? "" : `, exit ${code}`;
    const [name, text] = isPrintedJson(stdout) ? ["json", stdout] : ["log", `${stdout}${stderr}`];
    this.keep(`${slug(said)}.${name}`, name === "json" ? text : `$ ${command}\n${text}\nexit ${code}\n`);
    return `${/^[A-Z]+ /.test(said) ? "by hand: " : "$ "}${said} (${seconds.toFixed(1)} s${ending})`;
  }

  /** The files are numbered, so that a listing shows them in order. */
  keep(name: string, text: string): void {
    this.written += 1;
    writeFileSync(join(this.folder, `${String(this.written).padStart(2, "0")}-${name}`), this.cleared(text));
  }

  /** Without secrets, and without the temporary folder, which no longer exists when the file is read. */
  cleared(text: string): string {
    for (const secret of this.known()) this.secrets.add(secret);
    let clear = text.replaceAll(`${this.workshop}/`, "");
    for (const secret of this.secrets) {
      clear = clear.replaceAll(secret, "(secret)").replaceAll(Buffer.from(secret).toString("base64"), "(secret)");
    }
    return clear;
  }
}

function isPrintedJson(text: string): boolean {
  return /^\s*\{/.test(text) && /\}\s*$/.test(text);
}

function slug(command: string): string {
  return command
    .replaceAll(/-(input|no-color|auto-approve|out|detailed-exitcode)\b\S*/g, "")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 60);
}
