import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../inputs";
import type { LiveProject } from "./live";

/** The command as people type it; the cloud it asks is in this process, so nobody may stand still. */
export function run(live: LiveProject, folder: string, args: string[], env: NodeJS.ProcessEnv) {
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((done) => {
    const child: ChildProcess = spawn(process.execPath, [join(root, "lineup/bin/lineup.js"), ...args], {
      cwd: folder,
      env: { ...live.env, HOME: folder, METADATA_SERVER_DETECTION: "none", ...env },
    });
    let [stdout, stderr] = ["", ""];
    child.stdout?.on("data", (text) => {
      stdout += text;
    });
    child.stderr?.on("data", (text) => {
      stderr += text;
    });
    child.on("close", (status) => done({ status, stdout, stderr }));
  });
}
