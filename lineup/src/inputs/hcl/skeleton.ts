/** What stands in the text of HCL where no code stands. */
interface Hidden {
  kind: "comment" | "quoted" | "heredoc";
  start: number;
  end: number;
}

interface Walked {
  /** Comments, and the outermost strings and heredocs. */
  hidden: Hidden[];
  /** Where a "$" or "%" of a string comes to stand before another part of it: what is put together reads otherwise. */
  joints: number[];
}

type Mode =
  | { kind: "code"; depth: number }
  | { kind: "template" }
  | { kind: "quoted"; start: number }
  | { kind: "heredoc"; start: number; marker: string };

const PATTERNS: Record<Mode["kind"], RegExp> = {
  code: /["{}#]|\/[/*]|<<-?([\p{L}_][\p{L}\p{N}_-]*)\r?\n/gu,
  quoted: /\\.|\$\$\{|%%\{|[$%]\{|"/gsu,
  template: /\$\$\{|%%\{|[$%]\{/gu,
  heredoc: /\$\$\{|%%\{|[$%]\{|\n/gu,
};

/** The code alone: comments, and what stands in strings, are spaces. Every character stays where it was. */
export function skeletonOf(text: string): string {
  const shown = ({ kind }: Hidden, blank: string) => (kind === "quoted" ? `"${blank.slice(2)}"` : blank);
  return blanked(text, walked(text, "code").hidden, shown);
}

/** A string of JSON syntax without the comments in its expressions: what is mentioned there is not said. */
export function withoutComments(template: string): string {
  if (!/#|\/[/*]/.test(template) || !/[$%]\{/.test(template)) return template;
  const comments = walked(template, "template").hidden.filter(({ kind }) => kind === "comment");
  return blanked(template, comments, (_, blank) => blank);
}

export function jointsIn(text: string): number[] {
  return walked(text, "code").joints;
}

function blanked(text: string, hidden: readonly Hidden[], shown: (one: Hidden, blank: string) => string): string {
  const parts: string[] = [];
  let at = 0;
  for (const one of [...hidden].sort((a, b) => a.start - b.start)) {
    if (one.start < at) continue;
    parts.push(text.slice(at, one.start), shown(one, " ".repeat(one.end - one.start)));
    at = one.end;
  }
  return parts.join("") + text.slice(at);
}

/** Goes through HCL, or ("template") through a string of JSON syntax, where code stands in braces alone. */
function walked(text: string, begin: "code" | "template"): Walked {
  const hidden: Hidden[] = [];
  const joints: number[] = [];
  const modes: Mode[] = [begin === "code" ? { kind: "code", depth: 0 } : { kind: "template" }];
  let at = 0;
  const leave = (kind: Hidden["kind"], start: number) => {
    modes.pop();
    const isOutermost = modes.every((mode) => mode.kind === "code" || mode.kind === "template");
    if (isOutermost) hidden.push({ kind, start, end: at });
    else if (/[$%]["\n]?$/.test(text.slice(at - 2, at))) joints.push(start);
  };
  for (let mode = modes.at(-1); mode; mode = modes.at(-1)) {
    PATTERNS[mode.kind].lastIndex = at;
    const match = PATTERNS[mode.kind].exec(text);
    if (!match) break;
    const [token, marker] = match;
    at = match.index + token.length;
    if (token === "${" || token === "%{") {
      if (isJoint(text, match.index, at)) joints.push(match.index);
      modes.push({ kind: "code", depth: 0 });
    } else if (mode.kind === "heredoc" && token === "\n") {
      const ending = text.indexOf("\n", at);
      const line = text.slice(at, ending === -1 ? text.length : ending);
      if (line.trim() !== mode.marker) continue;
      at += line.endsWith("\r") ? line.length - 1 : line.length;
      leave("heredoc", mode.start);
    } else if (mode.kind === "quoted" && token === '"') leave("quoted", mode.start);
    else if (mode.kind !== "code") {
      if (/^\\u/i.test(token) && /^(?:u|U0000)002[45]/.test(text.slice(at - 1, at + 8))) joints.push(match.index);
    } else if (token === '"') modes.push({ kind: "quoted", start: match.index });
    else if (token === "{") mode.depth++;
    else if (token === "}") {
      if (mode.depth > 0) mode.depth--;
      else if (modes.length > 1) modes.pop();
    } else if (marker !== undefined) {
      modes.push({ kind: "heredoc", start: match.index, marker });
      // Its first line may be its last.
      at--;
    } else {
      const end = text.indexOf(token === "/*" ? "*/" : "\n", at);
      at = end === -1 ? text.length : token === "/*" ? end + 2 : end;
      hidden.push({ kind: "comment", start: match.index, end: at });
    }
  }
  return { hidden, joints };
}

/** A null in a string, and a mark from which "~" takes away what stands between: the parser writes another string. */
function isJoint(text: string, start: number, end: number): boolean {
  if (/^~?\s*null\s*~?\}/.test(text.slice(end, end + 40))) return true;
  return text[end] === "~" && /[$%]\s*$/.test(text.slice(Math.max(0, start - 200), start));
}
