import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readFile } from "../src/inputs/read";
import { findingsOf } from "../src/rules/findings";
import { judge } from "../src/verify";

interface Label {
  want: string[];
  cause: string | null;
  finding?: string;
}

const corpus = join(__dirname, "../../corpus/samples");
const labels: Record<string, Label> = JSON.parse(readFileSync(join(corpus, "labels.json"), "utf8"));
const samples = Object.entries(labels).filter(([id]) => id.startsWith("verify/"));

describe("lineup verify gives a real plan its label:", () => {
  test.each(samples)("%s", (id, { want, cause }) => {
    const { verdict, paths } = judge(readFile(join(corpus, `${id}.json`)));
    expect(want).toContain(verdict);
    if (cause !== null) expect(paths.flatMap(({ causes }) => causes.map(({ code }) => code))).toContain(cause);
  });

  test("no sample is without a label", () => {
    const files = readdirSync(join(corpus, "verify")).map((name) => `verify/${name.replace(/\.json$/, "")}`);
    expect(files.sort()).toEqual(samples.map(([id]) => id).sort());
    expect(files).toHaveLength(6);
  });
});

describe("lineup verify promises nothing about a real state that is labelled blocked:", () => {
  const states = Object.entries(labels).filter(([id]) => id.startsWith("state/"));

  // The path is blocked with this cause, or an error finding says what keeps the service out: exit 1 with --strict.
  test.each(states)("%s", (id, { want, cause, finding }) => {
    const { verdict, topology, paths } = judge(readFile(join(corpus, `${id}.json`)));
    const isSaid = want.includes(verdict) && paths.some(({ causes }) => causes.some(({ code }) => code === cause));
    const errors = findingsOf({ topology, paths }).flatMap(({ severity, rule }) =>
      severity === "error" ? [rule] : [],
    );
    if (!isSaid) expect(errors).toContain(finding);
  });
});
