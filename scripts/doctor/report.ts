import { plain } from "../../lineup/src/text/plain";
import { type Check, type Finding, type Judged, reading, type World } from "./check";

export interface Answer {
  title: string;
  judged: Judged;
}

export async function examined(checks: readonly Check[], world: World): Promise<Answer[]> {
  return Promise.all(
    checks.map(async ({ title, judge }) => {
      let judged: Judged = { good: "", findings: [] };
      const findings = await reading(title, async () => {
        judged = await judge(world);
        return judged.findings;
      });
      return { title, judged: { ...judged, findings } };
    }),
  );
}

/** 1 something is not as written, 3 something could not be read: what is unknown is not fine. */
export function exitCode(answers: readonly Answer[]): number {
  const found = answers.flatMap(({ judged }) => judged.findings);
  if (found.some(({ is }) => is === "wrong")) return 1;
  return found.length > 0 ? 3 : 0;
}

/** A line for each check, and below it what is not as written, each with its way out. */
export function lines(answers: readonly Answer[], environment: string): string[] {
  const [wrong, unread] = (["wrong", "unread"] as const).map(
    (is) => answers.filter((one) => markOf(one) === MARKS[is]).length,
  );
  return [
    ...answers.flatMap((answer) => [
      `${markOf(answer)} ${answer.title}${answer.judged.findings.length === 0 ? `: ${plain(answer.judged.good)}` : ""}`,
      ...inGroups(answer.judged.findings).flatMap(({ wayOut, said }) => [...said, `      → ${plain(wayOut, 600)}`]),
    ]),
    "",
    `${environment}: ${answers.length - (wrong ?? 0) - (unread ?? 0)} of ${answers.length} checks as written, ${wrong} not, ${unread} could not be read`,
  ];
}

const MARKS = { good: "✓", wrong: "✗", unread: "?" } as const;

function markOf({ judged: { findings } }: Answer): string {
  if (findings.some(({ is }) => is === "wrong")) return MARKS.wrong;
  return findings.length > 0 ? MARKS.unread : MARKS.good;
}

/** What has the same way out stands together. What Google and GitHub hold was written by anybody. */
function inGroups(findings: readonly Finding[]): { wayOut: string; said: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { is, what, wayOut } of findings) {
    const said = `    ${is === "wrong" ? "not as written" : "could not be read"}: ${plain(what, 600)}`;
    groups.set(wayOut, [...(groups.get(wayOut) ?? []), said]);
  }
  return [...groups].map(([wayOut, said]) => ({ wayOut, said }));
}
