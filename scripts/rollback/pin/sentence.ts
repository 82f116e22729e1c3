import type { Pin } from "../../../facts/pins";

/** As wide as a line of this repository may be. */
const WIDTH = 120;

/** The sentence as it stands among a service's settings, formatted as the formatter would. */
export function sentenceOf({ revision, reason, until }: Pin, indent: string): string {
  const said = Object.entries({ revision, reason, until });
  const short = `${indent}traffic: { ${said.map(([key, value]) => `${key}: ${quoted(value)}`).join(", ")} },`;
  if (short.length <= WIDTH) return short;
  const deeper = `${indent}  `;
  const lines = said.map(([key, value]) => {
    const line = `${deeper}${key}: ${quoted(value)},`;
    return line.length <= WIDTH ? line : `${deeper}${key}:\n${deeper}  ${quoted(value)},`;
  });
  return [`${indent}traffic: {`, ...lines, `${indent}},`].join("\n");
}

/** In the quotes that need fewer escapes. */
function quoted(text: string): string {
  const double = JSON.stringify(text);
  const [doubles, singles] = ['"', "'"].map((mark) => text.split(mark).length - 1) as [number, number];
  if (doubles <= singles) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
