/** What a step has written to GITHUB_OUTPUT or GITHUB_ENV: `name=value`, or `name<<END`, lines, `END`. */
export function assignmentsIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const [, name, end] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
    if (name !== undefined) {
      const close = lines.indexOf(end ?? "", at + 1);
      if (close === -1) throw new Error(`the value of ${name} has no end`);
      found[name] = lines.slice(at + 1, close).join("\n");
      at = close;
    } else if (line.includes("=")) {
      found[line.slice(0, line.indexOf("="))] = line.slice(line.indexOf("=") + 1);
    } else if (line.trim() !== "") {
      throw new Error(`${JSON.stringify(line)} assigns nothing`);
    }
  }
  return found;
}
