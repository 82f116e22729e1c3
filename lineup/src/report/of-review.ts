import { HIDDEN } from "../../../facts/printable";
import { routeNames } from "../reachability/names";
import type {
  Counts,
  Flow,
  Level,
  ReviewedPath,
  ReviewReport,
  ReviewVerdict,
  Risk,
  Standing,
} from "../review/contract";
import { count } from "../text/words";
import { assumptionsSection, relying } from "./assumptions";
import { distinct } from "./names";
import type { Drawn } from "./network-picture";
import { besides, notJudgedRemarks } from "./not-judged";
import {
  forgottenInWords,
  iamSection,
  importsInWords,
  importsSection,
  rolesInWords,
  unjudgedSection,
} from "./of-changes";
import { causePoint } from "./of-verify";
import { type AlertLevel, point, type Report, type Route, type Section, sectionsOf, type Tone } from "./report";
import { joined } from "./words";

const WORDS: Record<ReviewVerdict, { word: string; tone: Tone }> = {
  safe: { word: "SAFE", tone: "good" },
  danger: { word: "DANGER", tone: "bad" },
  unknown: { word: "UNKNOWN", tone: "unknown" },
};

const LEVELS: Record<Level, { title: string; tone: Tone; level: AlertLevel }> = {
  danger: { title: "Danger", tone: "bad", level: "error" },
  caution: { title: "Caution", tone: "warning", level: "warning" },
  note: { title: "Note", tone: "neutral", level: "note" },
};

/** What `lineup review` has to say. */
export function ofReview(report: ReviewReport, [before, after]: readonly Drawn[] = []): Report {
  const { verdict, plan, paths, risks, undecided, flows } = report;
  const headline = {
    ...WORDS[verdict],
    sentence: `${conclusion(report)}${importsInWords(report)}${forgottenInWords(report)}${rolesInWords(report)}${besides(report.notJudged, report.unjudged.length)}`,
  };
  const part = {
    file: plan.file,
    about: joined([countsInWords(report.counts), kindInWords(report)], "; "),
    headline: { ...headline, sentence: "" },
    routes: distinct(paths.map(routeOf)),
    snapshots: [
      ...(before ? [{ ...before, title: "before this plan" }] : []),
      ...(after ? [{ ...after, title: "after this plan" }] : []),
    ],
    unknown: undecided.map(({ address, message, source }) => {
      const rule = "UNRESOLVED_REFERENCE";
      const alert = { rule, level: "warning" as const, identity: [rule, address, "", ""] };
      return point({ place: { address, attribute: "", source }, message, alert });
    }),
    sections: sectionsOf(
      ...(["danger", "caution", "note"] as const).map((level) => risksSection(risks, level)),
      importsSection(report),
      iamSection(report),
      exceptionsSection(report),
      assumptionsSection(arriving(paths).flatMap(({ reliesOn }) => reliesOn)),
      flowsSection("Newly denied", flows.newlyDenied),
      flowsSection("Newly allowed", flows.newlyAllowed),
      unjudgedSection(report),
    ),
    remarks: notJudgedRemarks(report.notJudged),
  };
  return { command: "lineup review", headline, parts: [part] };
}

export function routeOf(path: ReviewedPath): Route {
  const { from, to, port, previousFrom, after, causes } = path;
  const level = after === "blocked" ? "error" : "warning";
  return {
    from,
    to,
    ...routeNames(path),
    port,
    previousFrom,
    state: after,
    outcome: outcomeOf(path),
    when: "after this plan",
    traced: undefined,
    causes: causes.map((cause) => causePoint(cause, level, [JSON.stringify([from, to])])),
    undecided: [],
  };
}

const STANDINGS: Record<Standing, string> = {
  reachable: "reachable",
  blocked: "blocked",
  unknown: "unknown",
  absent: "not declared",
};

/** "reachable before, blocked after" */
function outcomeOf({ before, after }: ReviewedPath): string {
  if (before === after) return `${STANDINGS[after]} before and after`;
  return before === "absent" ? `new, ${STANDINGS[after]}` : `${STANDINGS[before]} before, ${STANDINGS[after]} after`;
}

export function risksSection(risks: readonly Risk[], level: Level): Section {
  const { title, tone, level: alertLevel } = LEVELS[level];
  const points = risks
    .filter((risk) => risk.level === level)
    .map((risk) => {
      const { code, address, actions, consequence, undo, source } = risk;
      return point({
        place: address === "" ? undefined : { address, attribute: "", source },
        aside: actions.join(", "),
        name: code,
        message: consequence,
        because: becauseInWords(risk),
        fix: undo,
        minor: level !== "danger",
        alert: { rule: code, level: alertLevel, identity: [code, address, "", ""] },
      });
    });
  return { title, tone, noun: level, points, isDetail: false };
}

function exceptionsSection({ exceptions = [] }: ReviewReport): Section {
  const points = exceptions.map(({ address, attribute, code, reason, message }) =>
    point({ place: { address, attribute, source: undefined }, name: code, message: `${message} (${reason})` }),
  );
  return { title: "Exceptions", tone: "neutral", noun: "exception", points, isDetail: false };
}

export function flowsSection(title: string, flows: readonly Flow[]): Section {
  const points = flows.map((flow) =>
    point({
      place: { address: flow.from, attribute: "", source: undefined },
      aside: `to ${flowInWords(flow)}`,
      message: "",
      minor: true,
    }),
  );
  return { title, tone: "neutral", noun: "flow", points, isDetail: true };
}

/** "10.166.0.0/16 tcp 6379" */
function flowInWords({ destination, protocol, ports }: Omit<Flow, "from">): string {
  const what = protocol === "all" ? "everything" : /^\d/.test(protocol) ? `protocols ${protocol}` : protocol;
  return `${destination} ${what}${ports === "" ? "" : ` ${ports}`}`;
}

/** "tier: BASIC → STANDARD_HA"; an attribute of which no value is said stands alone. */
function becauseInWords({ because, changed }: Risk): string {
  const values = new Map(changed.map((one) => [one.attribute, one]));
  return because
    .map((path) => {
      if (Object.hasOwn(REASONS, path)) return REASONS[path];
      const value = values.get(path);
      return value && value.before !== value.after && value.after !== HIDDEN
        ? `${path}: ${value.before} → ${value.after}`
        : path;
    })
    .join(", ");
}

/** Why Terraform does it, where no attribute makes it. */
const REASONS: Record<string, string> = {
  delete_because_no_resource_config: "it is no longer in the configuration",
  delete_because_no_module: "its module is no longer in the configuration",
  delete_because_wrong_repetition: "count or for_each was added to it, or removed",
  delete_because_count_index: "its index is beyond the new count",
  delete_because_each_key: "its key is no longer in for_each",
  delete_because_no_move_target: "what it was moved to is not in the configuration",
  replace_because_tainted: "it is marked as tainted",
  replace_by_request: "-replace names it",
  replace_by_triggers: "something in replace_triggered_by changes",
};

const KINDS = {
  normal: "",
  destroy: "a destroy plan",
  "refresh-only": "a refresh-only plan",
} as const;

/** What kind of plan this is, where it is not the usual kind. */
function kindInWords({ plan }: ReviewReport): string {
  const partial = plan.incomplete && !plan.errored ? "a partial plan, judged as if the rest stayed as it is" : "";
  return joined([KINDS[plan.kind], plan.errored ? "a plan that ended in an error" : "", partial], "; ");
}

const COUNTS: Record<keyof Counts, string> = {
  create: "to create",
  update: "to change",
  replace: "to replace",
  delete: "to delete",
  import: "to import",
  move: "to move",
  forget: "to forget",
};

function countsInWords(counts: Counts): string {
  const kinds = Object.keys(COUNTS) as (keyof Counts)[];
  const said = kinds.map((kind) => (counts[kind] > 0 ? `${counts[kind]} ${COUNTS[kind]}` : ""));
  return joined(said, ", ") || "nothing to change";
}

/** One sentence that a reviewer can go by. */
function conclusion({ verdict, paths, risks, undecided, notJudged }: ReviewReport): string {
  const having = (level: Level) => risks.filter((risk) => risk.level === level).length;
  const cut = paths.filter(({ after }) => after === "blocked").length;
  const unknown = paths.filter(({ after }) => after === "unknown").length + undecided.length;
  if (paths.length === 0 && verdict === "unknown")
    return "no service here declares a path to a Redis: nothing to judge";
  const said = joined(
    [
      cut > 0 ? `${count(cut, "path")} cut after this plan` : "",
      having("danger") > 0 ? count(having("danger"), "danger") : "",
      unknown > 0 ? `${unknown} unknown` : "",
      having("caution") > 0 ? count(having("caution"), "caution") : "",
    ],
    ", ",
  );
  return said === "" ? `${reachableInWords(paths, notJudged)}, and no danger found` : said;
}

function reachableInWords(paths: readonly ReviewedPath[], notJudged: ReviewReport["notJudged"]): string {
  const reachable = arriving(paths);
  const on = relying(reachable);
  if (paths.length === 0) return "no path to a Redis";
  if (reachable.length !== 1) return `${reachable.length} paths arrive${on}`;
  return `${notJudged === undefined ? "the only path arrives" : "1 path arrives"}${on}`;
}

function arriving(paths: readonly ReviewedPath[]): ReviewedPath[] {
  return paths.filter(({ after }) => after === "reachable");
}
