import { COMMAND, isProbe, SCRIPT_SHA256, scriptIn } from "../../../probe/command";
import { textAt, thingsAt } from "../google/answer";
import { own } from "../inputs/blocks";
import { containerOf, type Job } from "./jobs";

/** Why a job does not run the probe as it is here; undefined where it does. It is then not started. */
export function notTheProbe(job: Job): { code: string; message: string; fix: string } | undefined {
  const container = containerOf(job);
  const args = own(container, "args");
  const command = own(container, "command");
  const hash = Array.isArray(args) ? scriptIn(args) : undefined;
  const ours = `this lineup's has ${short(SCRIPT_SHA256)}`;
  const fix = "deploy the job that this version writes: npm run deploy, or lineup probe --print-job";
  if (hash === undefined) {
    const what = `the arguments of the job ${job.name} hold no script of the probe, and ${ours}: it was not started`;
    return { code: "NOT_THE_PROBE", message: what, fix };
  }
  if (!Array.isArray(args) || !isProbe(args)) {
    const what = `the job ${job.name} runs a script with the hash ${short(hash)}, and ${ours}: it was not started`;
    return { code: "OTHER_SCRIPT", message: what, fix };
  }
  if (JSON.stringify(command) !== JSON.stringify(COMMAND)) {
    const what = `the job ${job.name} gives the script to another command than ${COMMAND.join(" ")}: it was not started`;
    return { code: "NOT_THE_PROBE", message: what, fix };
  }
  // With it anything may be loaded before the script.
  if (thingsAt(container, "env").some((one) => textAt(one, "name") === "NODE_OPTIONS")) {
    const what = `the job ${job.name} sets NODE_OPTIONS, which may load something else before the script: it was not started`;
    return { code: "NOT_THE_PROBE", message: what, fix: "leave NODE_OPTIONS out of the job's environment" };
  }
  return undefined;
}

/** Enough of a hash to compare by eye; the JSON of the job has all of it. */
function short(hash: string): string {
  return `sha256 ${hash.slice(0, 12)}`;
}
