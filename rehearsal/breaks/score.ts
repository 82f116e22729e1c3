import type { DiagnoseReport, RankedCause } from "../../lineup/src/diagnose/contract";
import type { Break, Sought } from "./break";

/** What came of one break. */
export interface Outcome {
  one: Break;
  report: DiagnoseReport;
  /** For each thing that is broken, the place at which it was found; undefined where it was not. */
  ranks: (number | undefined)[];
  /** The printed command that repairs each of them. */
  repairs: string[];
  /** What is not as it should be, in sentences. */
  wrong: string[];
}

const WITHIN = 3;

export function outcomeOf(one: Break, report: DiagnoseReport): Outcome {
  const found = one.sought.map((sought) => report.causes.find((cause) => isIt(cause, sought)));
  const verdict = one.verdict ?? "broken";
  return {
    one,
    report,
    ranks: found.map((cause) => cause?.rank),
    repairs: one.sought.flatMap(({ repair }, index) => advised(found[index]?.repair.commands ?? [], repair.command)),
    wrong: [
      ...(report.verdict === verdict ? [] : [`it is called ${report.verdict}, and is ${verdict}`]),
      ...one.sought.flatMap((sought, index) => complaints(sought, found[index], report)),
    ],
  };
}

function isIt({ code, at }: RankedCause, sought: Sought): boolean {
  return sought.codes.includes(code) && (sought.at === undefined || sought.at.test(at));
}

function complaints(sought: Sought, cause: RankedCause | undefined, { causes }: DiagnoseReport): string[] {
  const wanted = sought.codes.join(" or ");
  if (!cause) {
    const others = causes.map(({ code, at }) => `${code} at ${at}`).join("; ");
    return [`${wanted} is not found: ${others || "nothing is"}`];
  }
  const { commands } = cause.repair;
  // A probe stands where its service stands, and is hit with it.
  const services = cause.services
    .filter((name) => !name.endsWith("-probe"))
    .sort()
    .join(", ");
  const hits = [...sought.hits].sort().join(", ");
  return [
    ...(cause.rank <= WITHIN ? [] : [`${cause.code} is only the cause of rank ${cause.rank}`]),
    ...(services === hits ? [] : [`${cause.code} hits ${hits}, got ${services || "nobody"}`]),
    ...(isAdvised(commands, sought.repair.command)
      ? []
      : [`the repair of ${cause.code} is ${String(sought.repair.command)}, got ${commands.join("; ") || "none"}`]),
  ];
}

function advised(commands: readonly string[], wanted: Sought["repair"]["command"]): string[] {
  return wanted === "none" ? [] : commands.filter((command) => wanted.test(command)).slice(0, 1);
}

function isAdvised(commands: readonly string[], wanted: Sought["repair"]["command"]): boolean {
  return wanted === "none" ? commands.length === 0 : commands.some((command) => wanted.test(command));
}

/** Whether the cause of rank 1 is one of what is broken. */
export function isFirstRight({ ranks }: Outcome): boolean {
  return ranks.includes(1);
}

export function areAllNear({ ranks }: Outcome): boolean {
  return ranks.every((rank) => rank !== undefined && rank <= WITHIN);
}
