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
      .map((one) => [one.id, { "main.tf.json": canonical(mutated(one)) }] as const),
    ...hclCases.map(({ id }) => [id, hclFiles(id)] as const),
  ];
  return {
    verify: files.map(([id, files]) => ({ group: "verify", id, files, outOfBand: [], args: [] })),
    review: reviewCases.map((one) => changeInput("review", one)),
    drift: driftCases.map((one) => changeInput("drift", one)),
  };
}
