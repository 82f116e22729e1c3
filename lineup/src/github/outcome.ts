import { existsSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { plain } from "../text/plain";
import { objectFrom, refuseOtherFiles, textFrom } from "./artifact";
import { type Env, environmentName, required, StepError } from "./entry";
import { annotation } from "./workflow-commands";

export type Kind = "review" | "drift" | "probe";

const number = z.number().int().nonnegative();
const text = z.string();

/** As much of `lineup review` and `lineup drift --format json` as is read here: docs/ci.md names where it goes. */
const REVIEW = z.object({
  schema: z.literal("lineup/review/1"),
  verdict: z.enum(["safe", "danger", "unknown"]),
  risks: z.array(
    z.object({ level: z.enum(["danger", "caution", "note"]), code: text, address: text, consequence: text }),
  ),
  counts: z.record(text.regex(/^[a-z]+$/), number),
});
const DRIFT = z.object({
  schema: z.literal("lineup/drift/1"),
  verdict: z.enum(["clean", "benign", "weakens", "breaks", "unknown"]),
  drifted: z.array(z.object({ tier: z.enum(["noise", "benign", "weakens", "breaks"]), address: text, message: text })),
  pending: z.array(z.unknown()),
  unmanaged: z.array(z.unknown()),
});

const PROBE = z.object({
  schema: z.literal("lineup/probe-report/1"),
  verdict: z.enum(["reachable", "blocked", "unknown"]),
  probes: z.array(
    z.object({
      service: text.nullable(),
      job: text.nullable(),
      verdict: z.enum(["reachable", "blocked", "unknown"]),
      phase: text.optional(),
      code: text.optional(),
      message: text,
    }),
  ),
});

/** How lineup ends with each verdict; nothing was judged where there is none. */
const EXIT_CODES: Record<Kind, Record<string, number>> = {
  review: { safe: 0, danger: 1, unusable: 2, unknown: 3 },
  drift: { clean: 0, benign: 0, weakens: 1, breaks: 1, unusable: 2, unknown: 3 },
  probe: { reachable: 0, blocked: 1, unusable: 2, unknown: 3 },
};
/** Of the largest plan that somebody has, ten times. */
const LARGEST_REPORT = 100_000_000;
/** GitHub shows ten of a step. */
const SHOWN = 10;

/** What one run of lineup came to, as the step after it reads it. */
const OUTCOME = z
  .strictObject({
    kind: z.enum(["review", "drift", "probe"]),
    environment: text,
    verdict: z.enum([
      ...["safe", "danger", "clean", "benign", "weakens", "breaks", "reachable", "blocked", "unknown", "unusable"],
    ] as const),
    exitCode: z.number().int().min(0).max(3),
    counts: z.record(text.regex(/^[a-z]+$/), number),
    /** Lines for the runner, escaped: each is an error and nothing else. */
    annotations: z.array(text.regex(/^::error title=[^:\r\n]*::[^\r\n]*$/)).max(SHOWN),
  })
  .refine(
    ({ kind, verdict, exitCode }) => EXIT_CODES[kind][verdict] === exitCode,
    "its verdict, kind and exit code do not fit each other",
  );
export type Outcome = z.infer<typeof OUTCOME>;

/** Of lineup's own JSON; undefined where there is none to read, which is then the verdict. */
export function summarized(kind: Kind, json: string): Pick<Outcome, "verdict" | "counts" | "annotations"> | undefined {
  const parsed = parse(json);
  if (kind === "review") {
    const { data } = REVIEW.safeParse(parsed);
    if (!data) return undefined;
    const { verdict, counts, risks } = data;
    const of = (level: string) => risks.filter((risk) => risk.level === level);
    return {
      verdict,
      counts: { ...counts, danger: of("danger").length, caution: of("caution").length, note: of("note").length },
      annotations: of("danger")
        .slice(0, SHOWN)
        .map(({ code, address, consequence }) => annotation("error", code, `${address}: ${consequence}`)),
    };
  }
  if (kind === "probe") return probeSummary(parsed);
  const { data } = DRIFT.safeParse(parsed);
  if (!data) return undefined;
  const { verdict, drifted, pending, unmanaged } = data;
  const of = (tier: string) => drifted.filter((entry) => entry.tier === tier);
  return {
    verdict,
    counts: {
      breaks: of("breaks").length,
      weakens: of("weakens").length,
      benign: of("benign").length,
      pending: pending.length,
      unmanaged: unmanaged.length,
    },
    annotations: of("breaks")
      .slice(0, SHOWN)
      .map(({ address, message }) => annotation("error", "drift that breaks", `${address}: ${message}`)),
  };
}

function probeSummary(parsed: unknown): ReturnType<typeof summarized> {
  const { data } = PROBE.safeParse(parsed);
  if (!data) return undefined;
  const { verdict, probes } = data;
  const of = (verdict: string) => probes.filter((one) => one.verdict === verdict);
  return {
    verdict,
    counts: { reachable: of("reachable").length, blocked: of("blocked").length, unknown: of("unknown").length },
    annotations: [...of("blocked"), ...of("unknown")]
      .slice(0, SHOWN)
      .map(({ service, job, phase, code, message }) =>
        annotation("error", `probe: ${[phase, code].filter((it) => it).join(" ")}`, `${service ?? job}: ${message}`),
      ),
  };
}

export interface WrittenReport {
  outcome: Outcome;
  markdown: string;
}

/** What judge.ts leaves, and what a plan does, which is written beside it. */
const FILES = ["outcome.json", "changes.json", ...["json", "md", "html", "sarif"].map((format) => `report.${format}`)];

/** The folder that judge.ts has written, maybe in another job, and maybe somebody else: of the environment that is asked for. */
export function readReport(folder: string | undefined, env: Env): WrittenReport {
  const environment = environmentName(required(env, "ENVIRONMENT").ENVIRONMENT);
  const file = join(folder ?? "", "outcome.json");
  if (folder === undefined || !existsSync(file)) {
    throw new StepError(
      `there is no report in ${folder ?? "(no folder named)"} - the job that writes it ended before that`,
    );
  }
  refuseOtherFiles(folder, FILES);
  const { data, error } = OUTCOME.safeParse(objectFrom(file));
  if (!data) throw new StepError(`${file} is not what judge.ts writes: ${error.issues[0]?.message}`);
  if (data.environment !== environment) {
    throw new StepError(
      `${file} is of ${JSON.stringify(plain(data.environment, 60))}, and ${environment} is asked for`,
    );
  }
  return { outcome: data, markdown: textFrom(join(folder, "report.md"), LARGEST_REPORT) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
