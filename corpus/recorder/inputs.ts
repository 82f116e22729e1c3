import { driftCases } from "../drift";
import { reviewCases } from "../review";
import { byTofu } from "../tofu";
import { verifyCases } from "../verify";
import { mutated, planLabel } from "../verify/case";
import { hclCases } from "../verify/hcl";
import { type HclRoot, hclFiles } from "../verify/hcl-root";
import { shapes } from "../verify/shapes";
import { isApplied } from "../verify/shapes/shape";
import { canonical } from "./hash";
import { changeInput, type RecordingGroup, type RecordingInput } from "./recording";

/** What every plan of the corpus is recorded from. */
export function recordingInputs(): Record<RecordingGroup, RecordingInput[]> {
  const files = [
    ...verifyCases
      .filter((one) => planLabel(one) !== undefined)
      .map((one) => ({ id: one.id, files: { "main.tf.json": canonical(mutated(one)) }, args: one.args ?? [] })),
    ...[...hclCases, ...shapes].map(inHcl),
  ];
  const inputs = {
    verify: files.map((one): RecordingInput => ({ group: "verify", outOfBand: [], ...one })),
    review: reviewCases.map((one) => changeInput("review", one)),
    drift: driftCases.map((one) => changeInput("drift", one)),
    state: shapes.filter(isApplied).map((one): RecordingInput => ({ group: "state", outOfBand: [], ...inHcl(one) })),
  };
  return { ...inputs, ...byTofu(inputs) };
}

const inHcl = (root: HclRoot) => ({ id: root.id, files: hclFiles(root), args: [] });
