import { recordingInputs } from "../../corpus/recorder/inputs";
import { isMadeAlike } from "../../corpus/recorder/record";
import type { RecordingGroup, RecordingInput } from "../../corpus/recorder/recording";
import { orphanedIds, readIndex, staleness } from "../../corpus/recorder/recording-index";
import { PROVIDER_VERSION } from "../../corpus/verify/base";

const groups = Object.entries(recordingInputs()) as [RecordingGroup, RecordingInput[]][];

describe.each(groups)("the recorded plans of %s", (group, inputs) => {
  const index = readIndex(group);
  const [first] = inputs as [RecordingInput, ...RecordingInput[]];

  test("are current", () => {
    expect(inputs.flatMap((input) => staleness(input, index) ?? [])).toEqual([]);
  });

  test("belong to cases of the group, whose ids are unique kebab-case", () => {
    const ids = inputs.map(({ id }) => id);
    expect(orphanedIds(group, new Set(ids))).toEqual([]);
    expect(ids.filter((id, position) => ids.indexOf(id) !== position)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test("are reported where no case exists for them", () => {
    const ids = new Set(inputs.slice(1).map(({ id }) => id));
    expect(orphanedIds(group, ids)).toEqual([first.id]);
  });

  test("are stale when the case changes, with the command that records it again", () => {
    const changed = { ...first, files: { ...first.files, "extra.tf": "" } };
    expect(staleness(changed, index)).toBe(
      `${group}/${first.id} has changed since its plan was recorded - run npm run record -- ${group}/${first.id}`,
    );
  });

  test("are all stale under another provider, and the message names both versions", () => {
    expect(staleness(first, { ...index, provider: "6.49.0" })).toMatch(
      RegExp(`google 6\\.49\\.0 .* not with google ${PROVIDER_VERSION.replaceAll(".", "\\.")} .*record -- ${group}/$`),
    );
  });

  test("are missing where the index does not list them", () => {
    expect(staleness(first, { ...index, cases: {} })).toBe(
      `${group}/${first.id} has no recorded plan - run npm run record -- ${group}/${first.id}`,
    );
  });

  test("are all recorded again by another Terraform", () => {
    expect(isMadeAlike(index, first, index.terraform)).toBe(true);
    expect(isMadeAlike(index, first, "1.99.0")).toBe(false);
  });
});
