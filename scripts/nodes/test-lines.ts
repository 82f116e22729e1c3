import type { LineOutcome, NodeLine } from "./test-line";

/** `--only LINE`, a line or a version of the list; anything else is wrong usage. */
export function chosen(lines: readonly NodeLine[], args: readonly string[]): NodeLine[] | { wrong: string } {
  if (args.length === 0) return [...lines];
  const [option, only] = args;
  if (option !== "--only" || only === undefined || args.length > 2) {
    return { wrong: `npm run test:nodes takes --only LINE, got ${JSON.stringify(args.join(" "))}` };
  }
  const found = lines.filter(({ line, version }) => only === line || only === version || line.startsWith(`${only}.`));
  if (found.length > 0) return found;
  const names = lines.map(({ line }) => line).join(", ");
  return { wrong: `there is no Node ${JSON.stringify(only)} in .ci/nodes.json - give one of ${names}` };
}

/** Exit code: 0 all that ran have passed, 1 one has failed, 2 wrong usage or none could run. */
export function testLines(
  lines: readonly NodeLine[],
  args: readonly string[],
  test: (line: NodeLine) => LineOutcome,
  print: (line: string) => void,
): number {
  const asked = chosen(lines, args);
  if ("wrong" in asked) {
    print(asked.wrong);
    return 2;
  }
  const outcomes = asked.map((line) => {
    print(`\n== Node ${line.version}`);
    return test(line);
  });
  print("\n== summary");
  for (const { text, details } of outcomes) for (const line of [...details, text]) print(line);
  if (outcomes.some(({ is }) => is === "failed")) return 1;
  return outcomes.some(({ is }) => is === "passed") ? 0 : 2;
}
