import { tokens } from "../shell";

/** A command of gcloud's, taken apart: what it is, what it is about, and its flags. */
export interface GcloudCommand {
  /** `compute firewall-rules update` */
  name: string;
  /** What is not a flag. */
  on: string[];
  flags: Map<string, string>;
}

/** Undefined where it is none of these commands: nothing is done for one that nobody has read. */
export function gcloudCommand(line: string, known: readonly string[]): GcloudCommand | undefined {
  const [program, ...words] = tokens(line);
  if (program !== "gcloud") return undefined;
  const name = known.find((one) => one.split(" ").every((part, index) => words[index] === part));
  if (name === undefined) return undefined;
  const flags = new Map<string, string>();
  const on: string[] = [];
  const rest = words.slice(name.split(" ").length);
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? "";
    if (!word.startsWith("--")) {
      on.push(word);
      continue;
    }
    const [flag = "", said] = word.slice(2).split("=");
    const next = rest[at + 1];
    if (said !== undefined || next === undefined || next.startsWith("--")) flags.set(flag, said ?? "");
    else {
      flags.set(flag, next);
      at += 1;
    }
  }
  return { name, on, flags };
}
