import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { EnvironmentError, readEnvironments } from "../../../environments/environment";
import type { EnvironmentInput } from "../../../environments/schema";
import type { Pin } from "../../../facts/pins";
import { isBlock } from "../../../lineup/src/inputs/blocks";

/** What is wrong with an environment's file as it would be; empty where the next deploy would take it. */
export function problemsOf(
  text: string,
  { root, file, environment, key }: { root: string; file: string; environment: string; key: string },
  pin: Pin | undefined,
): string[] {
  let exported: unknown;
  try {
    exported = exportedBy(text, { root, file });
  } catch (error) {
    return [`${file} cannot be read: ${(error as Error).message.split("\n")[0]}`];
  }
  const said = Object.values(exported ?? {}).find((one) => isBlock(one) && one.name === environment);
  if (said === undefined) return [`${file} does not export the environment ${environment}`];
  try {
    const input = said as EnvironmentInput;
    readEnvironments({ [file]: input });
    // Something after it may say it again: then the next deploy would not do what was written.
    const { traffic } = input.services[key] ?? {};
    const isSaid = isDeepStrictEqual(traffic && { ...traffic }, pin && { ...pin });
    return isSaid ? [] : [`what stands there is not what services.${key}.traffic of ${environment} would be`];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

/** The text as a module, beside the files that it imports. */
export function exportedBy(text: string, { root, file }: { root: string; file: string }): unknown {
  const { buildSync } = require("esbuild") as typeof import("esbuild");
  const stdin = { contents: text, resolveDir: dirname(join(root, file)), sourcefile: file, loader: "ts" as const };
  const { outputFiles } = buildSync({
    ...{ stdin, bundle: true, write: false, platform: "node", format: "cjs", packages: "external", logLevel: "silent" },
    tsconfigRaw: "{}",
  });
  const module = { exports: {} };
  new Function("module", "exports", "require", outputFiles[0]?.text ?? "")(module, module.exports, require);
  return module.exports;
}
