import { type Part, parts, tokens } from "../../rehearsal/shell";

/** What a command on a page begins with, and so who checks it. */
export const TOOLS = ["npm", "lineup", "terraform", "gcloud", "gh", "git"] as const;
export type Tool = (typeof TOOLS)[number];

/** What a step of a section is for. */
export type Label = "look" | "repair" | "proof" | "stop";

/** A command that a page tells somebody to run. */
export interface Command {
  page: string;
  /** The heading that it is under, as an anchor. */
  section: string;
  /** Undefined outside of the labelled steps of a generated page. */
  label: Label | undefined;
  line: number;
  text: string;
  tool: Tool;
  /** Its words after the name of the tool: `verify -` of lineup, `run deploy -- staging` of npm. */
  words: readonly string[];
  /** It stands in a sentence, where a command is often only named; otherwise it is there to be run as it is. */
  isNamed: boolean;
  /** It changes something: a rehearsal runs it only after the fault that it repairs. */
  changes: boolean;
}

/** Every command of a page: the lines of its blocks of shell, and what is set as code in its text. */
export function commandsIn(page: string, text: string): Command[] {
  let section = "";
  let label: Label | undefined;
  const place = () => ({ page, section, label });
  const found: Command[] = [];
  const add = (source: string, line: number, isWhole: boolean) => {
    for (const part of parts(source)) found.push(...commandOf(part, isWhole, { ...place(), line }));
  };
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const fence = /^\s*```(\w*)/.exec(line);
    if (fence) {
      const end = endOfFence(lines, at);
      if (/^(bash|sh|shell|console)$/.test(fence[1] ?? "")) {
        for (const [number, source] of joined(lines, at + 1, end)) add(source, number, true);
      }
      at = end;
      continue;
    }
    const heading = /^#{1,6} (.+)$/.exec(line)?.[1];
    if (heading !== undefined) {
      section = anchorOfHeading(heading);
      label = undefined;
    }
    const labelled = /^- \*\*(Look|Repair|Proof|Stop)\*\* /.exec(line)?.[1];
    if (labelled !== undefined) label = labelled.toLowerCase() as Label;
    else if (/^\S/.test(line)) label = undefined;
    for (const [, code = ""] of line.matchAll(/`([^`]+)`/g)) add(code, at + 1, isAlone(line, label));
  }
  return found;
}

/** A command of a labelled step has a line of its own; what is set as code beside other words is only named. */
const isAlone = (line: string, label: Label | undefined) => label !== undefined && /^ {2}`[^`]+`\\?$/.test(line);

/** As GitHub makes anchors of headings of plain words. */
export function anchorOfHeading(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}

function endOfFence(lines: readonly string[], from: number): number {
  const end = lines.findIndex((line, at) => at > from && /^\s*```\s*$/.test(line));
  return end < 0 ? lines.length : end;
}

/** The lines of a block, with those that go on after a backslash as one. */
function joined(lines: readonly string[], from: number, to: number): [number, string][] {
  const found: [number, string][] = [];
  for (let at = from; at < to; at++) {
    const first = at;
    let line = lines[at] ?? "";
    while (line.endsWith("\\") && at + 1 < to) line = `${line.slice(0, -1)} ${(lines[++at] ?? "").trim()}`;
    found.push([first + 1, line.trim()]);
  }
  return found;
}

/** `isWhole`: in a block everything is a command; in a text only what names a tool and says something to it. */
function commandOf(
  { text }: Part,
  isWhole: boolean,
  place: Pick<Command, "page" | "section" | "label" | "line">,
): Command[] {
  const [first = "", ...rest] = tokens(text).filter((word, at) => at > 0 || !/^\w+=/.test(word));
  const found = toolOf(first, rest);
  if (found === undefined) return [];
  const { tool, words } = found;
  if (!isWhole && words.length === 0) return [];
  return [
    {
      ...place,
      text,
      tool,
      words,
      isNamed: !isWhole,
      changes: changesSomething(tool, words),
    },
  ];
}

function toolOf(first: string, rest: readonly string[]): { tool: Tool; words: readonly string[] } | undefined {
  if (first === "npx" && rest[0] === "lineup") return { tool: "lineup", words: rest.slice(1) };
  if (first === "node" && rest[0] === "lineup/bin/lineup.js") return { tool: "lineup", words: rest.slice(1) };
  const tool = TOOLS.find((one) => one === first);
  return tool === undefined ? undefined : { tool, words: rest };
}

/** What each tool changes something with; everything else only looks. */
const CHANGING: Readonly<Record<Tool, RegExp>> = {
  npm: /^run (deploy|destroy|bootstrap|rollback .*--(to|config|release)|adopt .*--write)\b/,
  lineup: /^adopt .*--write\b/,
  terraform: /^(-chdir=\S+ )?(apply|destroy|import|taint|untaint|force-unlock|state (push|rm|mv|replace-provider))\b/,
  gcloud:
    /\b(add-iam-policy-binding|remove-iam-policy-binding|create|delete|deploy|disable|enable|execute|failover|import|link|patch|replace|restore|rm|set-iam-policy|undelete|update|update-traffic|upgrade|versions add)\b/,
  gh: /^(workflow (run|enable|disable)|pr merge|api .*-X|secret set|variable set)\b/,
  git: /^(push|commit|reset|revert|checkout|clean)\b/,
};

function changesSomething(tool: Tool, words: readonly string[]): boolean {
  // Values of options are no verbs: `--filter 'state:enable'`.
  const verbs = tool === "gcloud" ? words.filter((word) => /^[a-z-]+$/.test(word) && !word.startsWith("-")) : words;
  return CHANGING[tool].test(verbs.join(" "));
}
