import { count } from "../../report/words";
import type { Counts, Flow, Level, ReviewedPath, ReviewReport, ReviewVerdict, Risk, Standing } from "../contract";

// What a review says, in the same words for every format that people read.

export const VERDICTS: Record<ReviewVerdict, string> = { safe: "SAFE", danger: "DANGER", unknown: "UNKNOWN" };
export const LEVELS: Record<Level, string> = { danger: "Danger", caution: "Caution", note: "Note" };

const STANDINGS: Record<Standing, string> = {
  reachable: "reachable",
  blocked: "blocked",
  unknown: "unknown",
  absent: "not declared",
};

/** "reachable, and blocked afterwards" */
export function becomes({ before, after }: Pick<ReviewedPath, "before" | "after">): string {
  if (before === after) return `${STANDINGS[after]} before and after`;
  if (before === "absent") return `new, and ${STANDINGS[after]}`;
  return `${STANDINGS[before]}, and ${STANDINGS[after]} afterwards`;
}

const KINDS = {
  normal: "",
  destroy: "a destroy plan",
  "refresh-only": "a refresh-only plan: nothing in the cloud changes",
} as const;

/** What kind of plan this is, where it is none of the usual kind. */
export function kindInWords({ plan }: ReviewReport): string {
  const said = [
    KINDS[plan.kind],
    plan.errored ? "a plan that ended in an error" : "",
    plan.incomplete && !plan.errored ? "a plan of a part: what it leaves out stays as it is" : "",
  ];
  return said.filter((words) => words !== "").join("; ");
}

export function countsInWords(counts: Counts): string {
  const names: Record<keyof Counts, string> = {
    create: "to create",
    update: "to change",
    replace: "to replace",
    delete: "to delete",
    import: "to import",
    move: "to move",
    forget: "to forget",
  };
  const said = Object.entries(names)
    .map(([kind, words]) => ({ number: counts[kind as keyof Counts], words }))
    .filter(({ number }) => number > 0)
    .map(({ number, words }) => `${number} ${words}`);
  return said.length === 0 ? "nothing to change" : said.join(", ");
}

/** One sentence that a reviewer can go by. */
export function conclusion({ verdict, paths, risks, undecided }: ReviewReport): string {
  const dangers = risks.filter(({ level }) => level === "danger").length;
  const cautions = risks.filter(({ level }) => level === "caution").length;
  const cut = paths.filter(({ after }) => after === "blocked").length;
  const open = paths.filter(({ after }) => after === "unknown").length + undecided.length;
  const parts = [
    cut > 0 ? `${count(cut, "path")} cut afterwards` : "",
    dangers > 0 ? count(dangers, "danger") : "",
    open > 0 ? `${open} that cannot be told` : "",
    cautions > 0 ? count(cautions, "caution") : "",
  ].filter((part) => part !== "");
  if (paths.length === 0 && verdict === "unknown")
    return "no service here declares a path to a Redis: nothing to judge";
  if (parts.length > 0) return parts.join(", ");
  return paths.length === 0 ? "no path to a Redis, and no danger found" : `${pathsStand(paths)}, and no danger found`;
}

function pathsStand(paths: readonly ReviewedPath[]): string {
  const standing = paths.filter(({ after }) => after === "reachable").length;
  return standing === 1 ? "the only path stands" : `${standing} paths stand`;
}

/** "tier: BASIC → STANDARD_HA"; an attribute of which no value is said stands alone. */
export function becauseInWords({ because, changed }: Pick<Risk, "because" | "changed">): string {
  const values = new Map(changed.map((one) => [one.attribute, one]));
  return because
    .map((path) => {
      const value = values.get(path);
      return value && value.before !== value.after ? `${path}: ${value.before} → ${value.after}` : path;
    })
    .join(", ");
}

/** "to 10.166.0.0/16 tcp 6379" */
export function flowInWords({ destination, protocol, ports }: Omit<Flow, "from">): string {
  const what = protocol === "all" ? "everything" : /^\d/.test(protocol) ? `protocols ${protocol}` : protocol;
  return `${destination} ${what}${ports === "" ? "" : ` ${ports}`}`;
}

/** "ALLOW_WIDENED at x is silenced until 2027-01-31: reason"; what does nothing is told, too. */
export function exceptionsInWords({ exceptions = [] }: ReviewReport): string[] {
  return exceptions.map(({ address, attribute, code, reason, message }) => {
    const what = [code, attribute].filter((part) => part !== "").join(" ");
    return `${what} at ${address}: ${message} (${reason})`;
  });
}
