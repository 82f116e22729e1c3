import { spawnSync } from "node:child_process";

const QUIETLY = ["--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts", "--loglevel=error"];
const SOON = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=2000"];

export interface NpmResult {
  status: number | null;
  stderr: string;
}

/** Installs into another folder, and gives up soon where no registry answers. */
export function npmInstall(folder: string, ...args: string[]): NpmResult {
  const command = ["install", "--prefix", folder, ...QUIETLY, ...SOON, ...args];
  const { status, stderr } = spawnSync("npm", command, { cwd: folder, encoding: "utf8", timeout: 300_000 });
  return { status, stderr: stderr ?? "" };
}
