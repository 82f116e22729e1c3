import { spawnSync } from "node:child_process";

/** Something a test needs and a machine may lack; `missing` says why, and is undefined where it is at hand. */
export interface Need {
  missing: string | undefined;
}

const installed = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: "ignore" }).status === 0;

export const terraform: Need = {
  missing: installed("terraform", "version") ? undefined : "terraform is not installed",
};

/** A test that is reported as skipped, by name and with the reason, where what it needs is missing. */
export function itNeeds(need: Need, title: string, run: () => void | Promise<void>): void {
  if (need.missing === undefined) test(title, run);
  else test.skip(`${title} [skipped: ${need.missing}]`, run);
}
