import type { Repair } from "../contract";
import type { Scene } from "../part";
import { deployCommands } from "../repair";

/** What makes what is written true again. */
export function deploying({ written }: Pick<Scene, "written">, text: string): Repair {
  return { text, commands: written === undefined ? [] : deployCommands(written) };
}
