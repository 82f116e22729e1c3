import { type Program, programBehind } from "../../../../facts/programs";
import { enumerated } from "../../text/words";
import { modulePrefix, withoutKeys } from "../../values";
import type { Ours } from "./contract";
import { grantedTo } from "./meanings";
import type { Held } from "./pairs";
import type { OldState } from "./state";

/** What goes wrong at the removal if nobody knows it. */
export function cautions(state: OldState, held: readonly Held[], ours: readonly Ours[]): string[] {
  return [...tooOld(state), ...mixedModules(held), ...decidedThere(held, ours)];
}

/** The minor version of 1 that takes `lifecycle` in a removed block. OpenTofu has had such blocks without it since 1.7. */
const TAKES_REMOVED: Record<Program, number> = { terraform: 7, tofu: 10 };

function tooOld({ version, providers }: OldState): string[] {
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(version ?? "") ?? [];
  const program = programBehind(providers) ?? "terraform";
  const least = TAKES_REMOVED[program];
  if (major === undefined || Number(major) > 1 || (Number(major) === 1 && Number(minor) >= least)) return [];
  return [
    `the old root was written by ${program} ${major}.${minor}, and removed.tf.json needs 1.${least}: raise its version before anything else`,
  ];
}

/** Code of somebody else's cannot lose a single block: only its call can go, with everything in it. */
function mixedModules(held: readonly Held[]): string[] {
  const modules = new Map<string, { leaves: boolean; stays: string[] }>();
  for (const { thing, pairs } of held) {
    const module = withoutKeys(modulePrefix(thing.address)).replace(/\.$/, "");
    if (module === "") continue;
    const known = modules.get(module) ?? { leaves: false, stays: [] };
    if (pairs.length > 0) known.leaves = true;
    else known.stays.push(thing.address);
    modules.set(module, known);
  }
  return [...modules]
    .filter(([, { leaves, stays }]) => leaves && stays.length > 0)
    .map(
      ([module, { stays }]) =>
        `${module} also holds ${enumerated(stays)}: take single blocks out of its code; where its code is not yours, write what stays in the root and lead it there with moved blocks before its call goes, or it is destroyed`,
    );
}

/** A binding or policy takes away what it does not list. */
function decidedThere(held: readonly Held[], ours: readonly Ours[]): string[] {
  return held
    .filter(({ pairs }) => pairs.length === 0)
    .flatMap(({ thing }) => {
      const decides = grantedTo(thing);
      const undone = ours.filter((one) => decides(one)).map(({ address }) => address);
      if (undone.length === 0) return [];
      return [
        `${thing.address} decides about all members of its role, and stays: each apply of the old root takes ${enumerated(undone)} away`,
      ];
    });
}
