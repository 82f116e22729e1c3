import type { DiagnoseReport } from "../../lineup/src/diagnose/contract";
import type { Break } from "./break";

/** A broken staging that is looked at with less than is needed: what must not be said of it. */
export function falseCertainties(
  one: Break,
  whole: DiagnoseReport,
  limited: DiagnoseReport,
  refused: number,
): string[] {
  const known = new Set([...whole.causes.map(({ code }) => code), ...consequencesIn(whole)]);
  const invented = limited.causes.filter(
    ({ certainty, code, at }) => certainty === "certain" && !known.has(code) && !isSought(one, code, at),
  );
  const gaps = limited.looks.filter(({ did }) => did === "in part" || did === "could not");
  return [
    ...(limited.verdict === "healthy" ? ["it is called healthy"] : []),
    ...invented.map(({ code, at, message }) => `${code} at ${at} is called certain, and is not so: ${message}`),
    ...(refused > 0 && gaps.length === 0 ? ["what could not be looked at is not said"] : []),
    ...gaps.filter(({ why = "" }) => why === "").map(({ part }) => `${part} does not say why it could not look`),
  ];
}

/** What was seen as well, and was evidence of what is broken: without the one, the other stands for itself. */
function consequencesIn({ causes }: DiagnoseReport): string[] {
  return causes.flatMap(({ evidence }) => evidence.flatMap(({ text }) => /\[([A-Z_]+)\]$/.exec(text)?.[1] ?? []));
}

function isSought({ sought }: Break, code: string, at: string): boolean {
  return sought.some((one) => one.codes.includes(code) && (one.at === undefined || one.at.test(at)));
}
