import { driftCases } from "../drift";
import { reviewCases } from "../review";
import { verifyCases } from "../verify";
import { mutated, planLabel } from "../verify/case";
import { hclCases, hclFiles } from "../verify/hcl";
import { canonical } from "./hash";
import { changeInput, type RecordingGroup, type RecordingInput } from "./recording";

/** What every plan of the corpus is recorded from. */
export function recordingInputs(): Record<RecordingGroup, RecordingInput[]> {
  const files = [
    ...verifyCases
      .filter((one) => planLabel(one) !== undefined)
      .map((one) => ({ id: one.id, files: { "main.tf.json": canonical(mutated(one)) }, args: one.args ?? [] })),
    ...hclCases.map(({ id }) => ({ id, files: hclFiles(id), args: [] })),
  ];
  return {
    verify: files.map((one) => ({ group: "verify", outOfBand: [], ...one })),
    review: reviewCases.map((one) => changeInput("review", one)),
    drift: driftCases.map((one) => changeInput("drift", one)),
  };
}
