import type { Repair } from "../contract";
import type { Scene, Written } from "../part";
import { deploy, plan } from "../repairs/commands";

/** What makes what is written true again. */
export function deploying({ written }: Pick<Scene, "written">, text: string): Repair {
  return { text, commands: written === undefined ? [] : deployCommands(written) };
}

export function deployCommands({ folder, expected }: Written): string[] {
  const names = { config: folder, environment: expected?.environment };
  return [plan(names), deploy(names)];
}
