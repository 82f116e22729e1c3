import { join } from "node:path";
import { PROJECT } from "../../../corpus/adoptions/case";
import { adopt } from "../../../lineup/src/adopt/adopt";
import type { AdoptRow } from "../../../lineup/src/adopt/contract";
import { rounds, type Stack } from "../../../lineup/src/adopt/rounds";
import { settingsBeside } from "../../../lineup/src/adopt/settings";
import { type Model, UnusableInput } from "../../../lineup/src/inputs/model";
import { readText } from "../../../lineup/src/inputs/read";
import type { ScenarioContext } from "../../scenario-context";
import { stackFile, stackIn } from "./world";

/** A stack, and where it was synthesized into. */
export type Synthesized = Stack & { folder: string };

/** The stack that is synthesized into a folder, as `lineup adopt` reads it. */
export function stackOf(folder: string): Synthesized {
  return {
    name: "staging",
    project: PROJECT,
    model: readText(stackIn(folder), stackFile(folder)),
    settings: settingsBeside(folder),
    sourceOf: () => undefined,
    folder,
  };
}

type Again = (proposed: Readonly<Record<string, unknown>>) => Promise<Synthesized>;

/** The sentences for an environment, the stack that has them, and what `lineup adopt` says of that. */
export async function written(stack: Synthesized, live: Model, again: Again) {
  const folders = new Map<Stack, string>();
  const { last, proposals } = await rounds(stack, live, async (proposed) => {
    const synthesized = await again(proposed);
    folders.set(synthesized, synthesized.folder);
    return synthesized;
  });
  const settings = Object.fromEntries(proposals.map(({ setting, value }) => [setting, value]));
  return { settings, folder: folders.get(last.stack) ?? stack.folder, rows: await rowsOf(last.stack, live) };
}

export async function rowsOf(stack: Stack, live: Model): Promise<AdoptRow[]> {
  const { report } = await adopt(stack, { live, readAt: undefined, managed: new Map() }, undefined);
  return report.rows;
}

/** As `lineup adopt` has the app synthesize again. */
export function synthesizingIn(context: ScenarioContext): Again {
  return async (proposed) => {
    attempt += 1;
    const into = `tried-${attempt}`;
    const { ran, outdir } = await context.app("main.ts", into, {
      CDKTF_CONTEXT_JSON: contextOf(proposed),
      LINEUP_IS_ASKING: join(context.folder, into),
    });
    if (ran.code !== 0) throw new UnusableInput(`the app refuses it:\n${ran.stderr}`);
    return stackOf(join(outdir, "stacks", "staging"));
  };
}

let attempt = 0;

export const contextOf = (proposed: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ settings: { staging: proposed } });
