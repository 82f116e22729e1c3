import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readInput } from "../src/inputs/read";
import { judge } from "../src/verify";

interface Label {
  want: string[];
  cause: string | null;
}

const corpus = join(__dirname, "../../corpus/samples");
const labels: Record<string, Label> = JSON.parse(readFileSync(join(corpus, "labels.json"), "utf8"));
const samples = Object.entries(labels).filter(([id]) => id.startsWith("verify/"));

describe("lineup verify gives a real plan its label:", () => {
  test.each(samples)("%s", (id, { want, cause }) => {
    const { verdict, paths } = judge(readInput(join(corpus, `${id}.json`)));
    expect(want).toContain(verdict);
    if (cause !== null) expect(paths.flatMap(({ causes }) => causes.map(({ code }) => code))).toContain(cause);
  });

  test("no sample is without a label", () => {
    const files = readdirSync(join(corpus, "verify")).map((name) => `verify/${name.replace(/\.json$/, "")}`);
    expect(files.sort()).toEqual(samples.map(([id]) => id).sort());
    expect(files).toHaveLength(6);
  });
});
