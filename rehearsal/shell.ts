/** A command of a line of shell. */
export interface Part {
  text: string;
}

/** The commands of a line, taken apart at `&&`, `||`, `;` and `|`, without comments and redirections. */
export function parts(line: string): Part[] {
  const found: string[] = [""];
  const add = (text: string) => {
    found[found.length - 1] += text;
  };
  for (let at = 0; at < line.length; ) {
    const quoted = QUOTED.exec(line.slice(at))?.[0];
    const between = /^(?:&&|\|\||[;|])/.exec(line.slice(at))?.[0];
    const isComment = line[at] === "#" && (at === 0 || /\s/.test(line[at - 1] ?? ""));
    if (isComment) break;
    if (between !== undefined) found.push("");
    else add(quoted ?? line[at] ?? "");
    at += (quoted ?? between ?? " ").length;
  }
  return found.map((text) => ({ text: text.trim().replace(REDIRECTED, "").trim() })).filter(({ text }) => text !== "");
}

const QUOTED = /^(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.)/;
/** To a file, at the end, and outside of quotes: none of these has a quote in it. */
const REDIRECTED = /\s+\d?>>?\s*[^\s'"]+$/;

/** The words of a command, as a shell makes them; what a variable holds is not looked at. */
export function tokens(command: string): string[] {
  const found: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < command.length; ) {
    const rest = command.slice(at);
    const quoted = QUOTED.exec(rest)?.[0];
    if (quoted !== undefined) word = (word ?? "") + unquoted(quoted);
    else if (/\s/.test(rest[0] ?? "")) {
      if (word !== undefined) found.push(word);
      word = undefined;
    } else word = (word ?? "") + rest[0];
    at += quoted?.length ?? 1;
  }
  return word === undefined ? found : [...found, word];
}

function unquoted(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1);
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll(/\\(["\\$`])/g, "$1");
  return text.slice(1);
}
