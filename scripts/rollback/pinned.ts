import type { Pin } from "../../facts/pins";
import { problemsOf } from "./pin/checked";
import { withPin } from "./pin/edit";
import { SettingsFile } from "./pin/file";
import { sentenceOf } from "./pin/sentence";
import { Refused } from "./world";

interface Place {
  root: string;
  file: string;
  environment: string;
  key: string;
}

/** The environment's file with another pin, or with none: checked, and not written yet. */
export interface Edit {
  file: SettingsFile;
  text: string;
  isChange: boolean;
}

/** `is`: what the file says now, as far as it was understood. */
export function editFor(
  { root, file: shown, environment, key }: Place,
  pin: Pin | undefined,
  is: Pin | undefined,
): Edit {
  const file = new SettingsFile(root, shown);
  const edited = withPin(file.before, { environment, key }, pin);
  if ("why" in edited) {
    // Whoever has written it by hand has done what is asked.
    if (isSame(pin, is)) return { file, text: file.before, isChange: false };
    throw new Refused(2, ...byHand(shown, key, edited.why, pin));
  }
  const problems = problemsOf(edited.text, { root, file: shown, environment, key }, pin);
  if (problems.length > 0) throw new Refused(2, `${shown} would not be taken so, and was not changed:`, ...problems);
  return { file, text: edited.text, isChange: edited.text !== file.before };
}

function isSame(one: Pin | undefined, other: Pin | undefined): boolean {
  return one?.revision === other?.revision && one?.until === other?.until;
}

function byHand(file: string, key: string, why: string, pin: Pin | undefined): string[] {
  const cannot = `${file} cannot be edited by this command: ${why}. Nothing was changed.`;
  if (pin === undefined) return [cannot, `Remove traffic from services.${key} there, and run this again.`];
  return [cannot, `Write this into services.${key} there, and run this again:`, sentenceOf(pin, "  ")];
}
