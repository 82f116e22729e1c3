import { readdirSync } from "node:fs";
import { join } from "node:path";
import { judged, planOf } from "../../corpus/score/drift/judged";
import { questions } from "../../corpus/score/verify/judge";
import { CAUSES } from "../src/causes";

const cases = questions();

/** Every cause of the paths of a case: of the verify corpus, or of the drift corpus for what only a state shows. */
async function codesIn(example: string): Promise<string[]> {
  const asked = cases.filter(({ id }) => id === example);
  if (asked.length > 0)
    return (await Promise.all(asked.map((question) => question.ask()))).flatMap(({ codes }) => codes);
  return judged(planOf(example)).paths.flatMap(({ causes }) => causes.map(({ code }) => code));
}

describe.each(CAUSES.map((cause) => [cause.id, cause] as const))("%s", (id, { title, help, remedy, example }) => {
  test("has a title, says why it matters and what to do", () => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(help).toMatch(/^[A-Z].*\.$/s);
    expect(remedy).toMatch(/^[A-Z].*\.$/s);
  });

  test("is reported in its example", async () => {
    expect(await codesIn(example)).toContain(id);
  });
});

test("every file of a cause is in the list, under the name of its code", () => {
  const files = readdirSync(join(__dirname, "../src/causes")).filter((name) => name !== "index.ts");
  const names = CAUSES.map(({ id }) => `${id.toLowerCase().replaceAll("_", "-")}.ts`);
  expect(files.sort()).toEqual(names.sort());
});
