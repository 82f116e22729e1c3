import { join } from "node:path";
import type { Machine } from "../../../scripts/nodes/binary";

/** A Linux machine on which npm installs what it is asked for, with changes. */
export function machine(changes: Partial<Machine> = {}): Machine & { installed: string[][] } {
  const installed: string[][] = [];
  return {
    platform: "linux",
    arch: "x64",
    cache: join(__dirname, "no-such-folder"),
    installed,
    install: (_, ...args) => {
      installed.push(args);
      return { status: 0, stderr: "" };
    },
    versionIn: () => (installed.length > 0 ? "v24.1.0" : undefined),
    ...changes,
  };
}

export const failing = (stderr: string) =>
  machine({ install: () => ({ status: 1, stderr }), versionIn: () => undefined });
