import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const LITERAL_NETWORK = /-vpc["'`]|["'`]default["'`]|["'`]projects\/[^"'`]*\/networks\//;

const sources = ["main.ts", "constructs", "stacks", "synthesis"]
  .flatMap((entry) =>
    entry.endsWith(".ts")
      ? [entry]
      : readdirSync(join(ROOT, entry), { recursive: true, encoding: "utf8" }).map((file) => `${entry}/${file}`),
  )
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, lines: readFileSync(join(ROOT, file), "utf8").split("\n") }));

test("no source outside environments/ names a network, but for the one place that says what Google's default is called", () => {
  const found = sources.flatMap(({ file, lines }) =>
    lines.filter((line) => LITERAL_NETWORK.test(line)).map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual(['constructs/network.ts: const PROJECT_DEFAULT = "default";']);
});

test.each([
  ["the literal of the incident", 'network: "staging-vpc",'],
  ["a name put together", 'network: name + "-vpc",'],
  ["the other literal of the incident", "network: 'default',"],
  ["a full path", 'network: "projects/netra-staging/global/networks/anything",'],
])("the search finds %s", (_, line) => {
  expect(line).toMatch(LITERAL_NETWORK);
});
