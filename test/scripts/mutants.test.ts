import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MUTANTS } from "../../scripts/mutants/list";

const root = join(__dirname, "../..");

test("every mutant still finds, exactly once, the text that it breaks", () => {
  const lost = MUTANTS.filter(({ file, from }) => readFileSync(join(root, file), "utf8").split(from).length !== 2);
  // Change `from` to what stands in the file now; the behaviour that it breaks is in `breaks`.
  expect(lost.map(({ file, breaks }) => `${file}: ${breaks}`)).toEqual([]);
});
