import { readFileSync } from "node:fs";
import { changedPlan } from "../../../lineup/src/changes/read";
import { readText } from "../../../lineup/src/inputs/read";
import { review } from "../../../lineup/src/review/review";
import { planFile, readPlan } from "../../recorder/recording";
import type { VerifyLabel } from "../../verify/case";
import { shapes } from "../../verify/shapes";
import type { Shape } from "../../verify/shapes/shape";
import { answer, askFolder, askPlan, askPlanWithFolder, type VerifyAnswer } from "./judge";

/** What lineup is given: the folder, its plan, both, the plan to review, or the state after the apply. */
export const SHAPE_MODES = ["hcl", "plan", "configured", "review", "state"] as const;
export type ShapeMode = (typeof SHAPE_MODES)[number];

export interface ShapeQuestion {
  shape: Shape;
  mode: ShapeMode;
  label: VerifyLabel & { taken?: string };
  ask: () => Promise<VerifyAnswer>;
}

/** Every shape in every mode that it has. */
export function shapeQuestions(): ShapeQuestion[] {
  return shapes.flatMap((shape) =>
    SHAPE_MODES.flatMap((mode) => {
      const label = labelOf(shape, mode);
      return label ? [{ shape, mode, label, ask: () => asked[mode](shape) }] : [];
    }),
  );
}

function labelOf(shape: Shape, mode: ShapeMode): (VerifyLabel & { taken?: string }) | undefined {
  const { verdict, code, errors, plan, state } = shape;
  const whole = { verdict, ...(code ? { code } : {}), ...(errors ? { errors } : {}) };
  switch (mode) {
    case "state":
      return state && "applied" in state ? undefined : (state ?? whole);
    case "plan":
      return plan ?? { ...whole, ...(shape.taken ? { taken: shape.taken } : {}) };
    case "review":
      // A review has no findings.
      return { verdict: (plan ?? shape).verdict };
    default:
      return whole;
  }
}

const asked: Record<ShapeMode, (shape: Shape) => Promise<VerifyAnswer>> = {
  hcl: askFolder,
  plan: ({ id }) => askPlan(id),
  configured: askPlanWithFolder,
  review: async ({ id }) => reviewed(id),
  state: ({ id }) => answer(() => readText(readFileSync(planFile("state", id), "utf8"), "state.json")),
};

/** Of a first plan: where a path leads afterwards is what verify says of it. */
const AFTERWARDS = { safe: "reachable", danger: "blocked", unknown: "unknown" } as const;

function reviewed(id: string): VerifyAnswer {
  const { report } = review(changedPlan(readPlan("verify", id), "plan.json"), {}, () => undefined);
  return {
    verdict: AFTERWARDS[report.verdict],
    codes: [...new Set(report.risks.filter(({ level }) => level === "danger").map(({ code }) => code))],
    assumptions: [],
    errors: [],
    callers: [...new Set(report.paths.map(({ from }) => from))].sort(),
  };
}

/** How an answer differs from its label; undefined where it does not. */
export function shapeDisagreement({ shape, label }: ShapeQuestion, said: VerifyAnswer): string | undefined {
  const wrong: string[] = [];
  const differs = (what: string, right: unknown, is: unknown) => {
    if (String(right) !== String(is))
      wrong.push(`${what} ${String(right) || "none"} is right, lineup says ${String(is) || "none"}`);
  };
  differs("verdict", label.verdict, said.verdict);
  if (label.code && !said.codes.includes(label.code)) wrong.push(`${label.code} is not among ${said.codes}`);
  if (label.errors) differs("errors", label.errors, said.errors);
  differs("callers", [...shape.callers].sort(), said.callers);
  const { taken } = label;
  if (taken && !said.assumptions.some((text) => text.includes(taken))) wrong.push(`no assumption names ${taken}`);
  return wrong.length > 0 ? wrong.join("; ") : undefined;
}

/** A cut path that lineup calls reachable, and names nothing that it took for granted about the variable. */
export function brokenPromise({ shape, label }: ShapeQuestion, said: VerifyAnswer): boolean {
  return said.verdict === "reachable" && shape.verdict === "blocked" && label.verdict !== "reachable";
}
