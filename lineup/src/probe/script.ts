import { COMMAND, isProbe, SCRIPT_SHA256, scriptIn } from "../../../probe/command";
import { type ApiObject, textAt, thingsAt } from "../google/answer";
import { own } from "../inputs/blocks";
import { containerOf, type Job } from "./job";

interface Stranger {
  code: string;
  message: string;
  fix: string;
}

/** Why a job does not run the probe as it is here; undefined where it does. It is then not started. */
export function notTheProbe(job: Job): Stranger | undefined {
  const found = strangerIn(containerOf(job), `the job ${job.name}`);
  return found && { ...found, message: `${found.message}: it was not started` };
}

/** The same of what was executed: a job may be changed, or given other arguments, between its reading and its start. */
export function ranAnother(execution: ApiObject, name: string): Stranger | undefined {
  const containers = thingsAt(own(execution, "template"), "containers");
  const found = strangerIn(containers.length === 1 ? containers[0] : undefined, `the execution ${name}`);
  return found && { ...found, message: `${found.message}: what came of it says nothing about the path` };
}

function strangerIn(container: ApiObject | undefined, who: string): Stranger | undefined {
  const args = own(container, "args");
  const command = own(container, "command");
  const hash = Array.isArray(args) ? scriptIn(args) : undefined;
  const ours = `this lineup's has ${short(SCRIPT_SHA256)}`;
  const fix = "deploy the job that this version writes: npm run deploy, or lineup probe --print-job";
  if (hash === undefined) {
    return { code: "NOT_THE_PROBE", message: `the arguments of ${who} hold no script of the probe, and ${ours}`, fix };
  }
  if (!Array.isArray(args) || !isProbe(args)) {
    return { code: "OTHER_SCRIPT", message: `${who} runs a script with the hash ${short(hash)}, and ${ours}`, fix };
  }
  if (JSON.stringify(command) !== JSON.stringify(COMMAND)) {
    const message = `${who} gives the script to another command than ${COMMAND.join(" ")}`;
    return { code: "NOT_THE_PROBE", message, fix };
  }
  // With it anything may be loaded before the script.
  if (thingsAt(container, "env").some((one) => textAt(one, "name") === "NODE_OPTIONS")) {
    const message = `${who} sets NODE_OPTIONS, which may load something else before the script`;
    return { code: "NOT_THE_PROBE", message, fix: "leave NODE_OPTIONS out of the job's environment" };
  }
  return undefined;
}

/** Enough of a hash to compare by eye; the JSON of the job has all of it. */
function short(hash: string): string {
  return `sha256 ${hash.slice(0, 12)}`;
}
