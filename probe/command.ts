import { createHash } from "node:crypto";
import SCRIPT from "./redis-probe.mjs";

export { SCRIPT };

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

export const SCRIPT_SHA256 = hashOf(SCRIPT);

export const COMMAND = ["node"];

const BEFORE_SCRIPT = ["--input-type=module", "--eval"];

export const argsOf = (): string[] => [...BEFORE_SCRIPT, SCRIPT];

/** The hash of the script that a container's args carry; undefined where they carry none in this form. */
export function scriptIn(args: readonly unknown[]): string | undefined {
  const [script, ...more] = args.slice(BEFORE_SCRIPT.length);
  if (typeof script !== "string" || more.length > 0) return undefined;
  return BEFORE_SCRIPT.every((arg, index) => args[index] === arg) ? hashOf(script) : undefined;
}

/** Whether these args run the probe as it is here: another release of it has another hash. */
export const isProbe = (args: readonly unknown[]): boolean => scriptIn(args) === SCRIPT_SHA256;
