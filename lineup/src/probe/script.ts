import { posix } from "node:path";
import { COMMAND, isProbe, SCRIPT_SHA256, scriptIn } from "../../../probe/command";
import { type ApiObject, textAt, thingsAt } from "../google/answer";
import { own } from "../inputs/blocks";
import { containerOf, executedIn, type Job } from "./job";

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
  const found = strangerIn(executedIn(execution), `the execution ${name}`);
  return found && { ...found, message: `${found.message}: what came of it says nothing about the path` };
}

/** With these the linker, Node or OpenSSL loads something first, or another `node` is found. */
const LOADS = /^(NODE_OPTIONS|LD_[A-Z_]{1,40}|OPENSSL_[A-Z_]{1,40}|PATH)$/;
/** Where an image has `node` and what it is linked with. */
const HOLDS_NODE = /^\/((usr|bin|sbin|lib|lib32|lib64)(\/.*)?|etc)?$/;

function folder(path = "/"): string {
  const plain = posix.normalize(`/${path}`);
  return plain.length > 1 && plain.endsWith("/") ? plain.slice(0, -1) : plain;
}

function strangerIn(container: ApiObject | undefined, who: string): Stranger | undefined {
  const args = own(container, "args");
  const command = own(container, "command");
  const hash = Array.isArray(args) ? scriptIn(args) : undefined;
  const ours = `this lineup's has ${short(SCRIPT_SHA256)}`;
  const deploy = "deploy the job that this version writes: npm run deploy, or lineup probe --print-job";
  if (hash === undefined) {
    return {
      code: "NOT_THE_PROBE",
      message: `the arguments of ${who} hold no script of the probe, and ${ours}`,
      fix: deploy,
    };
  }
  if (!Array.isArray(args) || !isProbe(args)) {
    return {
      code: "OTHER_SCRIPT",
      message: `${who} runs a script with the hash ${short(hash)}, and ${ours}`,
      fix: deploy,
    };
  }
  if (JSON.stringify(command) !== JSON.stringify(COMMAND)) {
    const message = `${who} gives the script to another command than ${COMMAND.join(" ")}`;
    return { code: "NOT_THE_PROBE", message, fix: deploy };
  }
  const fix = "leave that out of the job: the script needs Node as its image has it, and nothing else";
  const variable = thingsAt(container, "env")
    .flatMap((one) => textAt(one, "name") ?? [])
    .find((name) => LOADS.test(name));
  if (variable !== undefined) {
    const message = `${who} sets ${variable}, which may load something else before the script`;
    return { code: "NOT_THE_PROBE", message, fix };
  }
  const isMounted = thingsAt(container, "volumeMounts").some((one) =>
    HOLDS_NODE.test(folder(textAt(one, "mountPath"))),
  );
  if (isMounted) {
    const message = `${who} mounts a volume over the folders that hold Node, so another program may get the script`;
    return { code: "NOT_THE_PROBE", message, fix };
  }
  return undefined;
}

/** Enough of a hash to compare by eye; the JSON of the job has all of it. */
function short(hash: string): string {
  return `sha256 ${hash.slice(0, 12)}`;
}
