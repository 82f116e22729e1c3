import { reviewCases } from "../../review";
import { inShort, labelOf, reviewed } from "./judge";

const VERDICTS = ["safe", "danger", "unknown"] as const;

interface ReviewAnswer {
  id: string;
  right: (typeof VERDICTS)[number];
  said: (typeof VERDICTS)[number];
  /** Whether the codes and paths also equal the label. */
  agrees: boolean;
}

export function answers(): ReviewAnswer[] {
  return reviewCases.map((one) => {
    const said = inShort(reviewed(one.id));
    const right = labelOf(one, said);
    const agrees = sorted(said) === sorted(right);
    return { id: one.id, right: right.verdict, said: said.verdict, agrees };
  });
}

function sorted({ verdict, codes, paths }: ReturnType<typeof inShort>): string {
  return JSON.stringify([verdict, codes, Object.entries(paths).sort()]);
}

/** Rows are labels, columns what lineup answers. */
export function confusion(all: readonly ReviewAnswer[]): string {
  const count = (right: string, said: string) => all.filter((one) => one.right === right && one.said === said).length;
  const rows = VERDICTS.map((right) => [right, ...VERDICTS.map((said) => String(count(right, said)))]);
  return [["review", ...VERDICTS], ...rows].map((cells) => cells.map((cell) => cell.padStart(10)).join("")).join("\n");
}
