import { readdirSync } from "node:fs";
import { driftCases } from "../../../corpus/drift";
import { folderOf, readIndex, type Shelf, staleness } from "../../../corpus/recorder/recordings";
import { reviewCases } from "../../../corpus/review";

const shelves: [Shelf, typeof reviewCases | typeof driftCases][] = [
  ["review", reviewCases],
  ["drift", driftCases],
];

describe.each(shelves)("the recorded plans for %s", (shelf, cases) => {
  const index = readIndex(shelf);

  test("are current", () => {
    expect(cases.flatMap((one) => staleness(shelf, one, index[one.id]) ?? [])).toEqual([]);
  });

  test("are those of the cases and no others", () => {
    const ids = cases.map(({ id }) => id).sort();
    const files = readdirSync(folderOf(shelf)).map((name) => name.replace(/\.jsonl?$/, ""));
    expect([...new Set(files.filter((name) => name !== "index"))].sort()).toEqual(ids);
    expect(Object.keys(index).sort()).toEqual(ids);
  });

  test("were made by one terraform", () => {
    const versions = new Set(Object.values(index).map(({ terraform, provider }) => `${terraform} ${provider}`));
    expect([...versions]).toHaveLength(1);
  });
});
