import { Range } from "../addressing/range";
import { adoptionFile } from "../environments/adoption";
import { Draft, isRecord } from "../environments/draft";
import type { EnvironmentStack } from "../stacks/environment-stack";
import { BEHIND_NONE, settingsBehind } from "../stacks/settings-behind";
import { addressOf } from "./sources";

/** Which setting stands behind which attribute of a stack, and what is written there: what lineup proposes is a setting. */
export function settingsOf(stack: EnvironmentStack) {
  const { env } = stack;
  const addresses = new Set(stack.node.findAll().map(addressOf));
  const draft = new Draft(env);
  return {
    schema: "lineup/settings/1",
    file: env.file,
    adoption: adoptionFile(env.name),
    settings: settingsBehind(env)
      .filter(({ address }) => addresses.has(address))
      .map(({ address, attribute, setting, ...how }) => ({
        address,
        attribute,
        setting,
        written: asWritten(draft.at(setting.replace(/\.\{name\}$/, ""))) ?? null,
        ...how,
      })),
    behindNone: BEHIND_NONE,
  };
}

function asWritten(value: unknown): unknown {
  if (value instanceof Range) return value.toString();
  if (Array.isArray(value)) return value.map(asWritten);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asWritten(inner)]));
}
