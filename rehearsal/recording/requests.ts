import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { literal } from "../../constructs/literal";
import { hashOf } from "../../corpus/recorder/hash";
import { PROVIDER_VERSION } from "../../corpus/verify/base";
import { SCRIPT } from "../../probe/command";

/** What people and pipelines do with an environment. */
export const ACTIVITIES = ["bootstrap", "plan", "deploy", "drift", "inventory"] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** What a grant can be made on: a request is about one of these. */
export type AskedOn =
  | "project"
  | "bucket"
  | "secret"
  | "other secret"
  | "secret of a channel"
  | "account"
  | "account of the schedule"
  | "probe";

/** A method of Google's, and what it was asked on. */
export interface AskedMethod {
  method: string;
  on: AskedOn;
}

/** The methods that real Terraform and lineup ask, by what is done: sorted, each once. */
export interface RequestsRecording {
  terraform: string;
  provider: string;
  /** Hash of every root that was applied. */
  roots: string;
  asked: Record<Activity, string[]>;
}

const FILE = join(__dirname, "../../corpus/recordings/requests.json");
const REMEDY = "run npm run record -- requests";
const SEPARATOR = " on ";

export function readRequests(): RequestsRecording | undefined {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : undefined;
}

export function writeRequests(recording: RequestsRecording): void {
  writeFileSync(FILE, `${JSON.stringify(recording, null, 1)}\n`);
}

export function methodsOf({ asked }: RequestsRecording, activity: Activity): AskedMethod[] {
  return asked[activity].map((line) => {
    const [method = "", on = ""] = line.split(SEPARATOR);
    return { method, on: on as AskedOn };
  });
}

/** Each once, sorted, as it is written. */
export function lines(asked: readonly AskedMethod[]): string[] {
  return [...new Set(asked.map(({ method, on }) => `${method}${SEPARATOR}${on}`))].sort();
}

const PINNED = /"revision": "[a-z0-9-]{1,63}",\s+"type": "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION"/g;

/**
 * Changes with everything that is applied: the JSON of every root, by its path. Another script of the probe is no other
 * request: its text is left out. Nor is a pin, which is of a few days.
 */
export function rootsHash(roots: Record<string, string>): string {
  const script = JSON.stringify(literal(SCRIPT));
  const told = Object.entries(roots).map(([path, root]) => [
    path,
    root
      .replaceAll(script, '"the script of the probe"')
      .replace(PINNED, '"type": "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"'),
  ]);
  return hashOf(Object.fromEntries(told));
}

/** Why the recording cannot be used; undefined where it is current. */
export function requestsStaleness(roots: Record<string, string>, recording = readRequests()): string | undefined {
  if (!recording) return `there is no recording of requests - ${REMEDY}`;
  if (recording.provider !== PROVIDER_VERSION) {
    return `the requests were recorded with google ${recording.provider}, not with ${PROVIDER_VERSION} - ${REMEDY}`;
  }
  if (recording.roots !== rootsHash(roots)) {
    return `what ships has changed since its requests were recorded - ${REMEDY}`;
  }
  return undefined;
}

/** What a request was about; `own` are the secrets that the environment makes. */
export function askedOn(method: string, path: string, own: readonly string[]): AskedOn {
  if (method.startsWith("storage.")) return method === "storage.buckets.insert" ? "project" : "bucket";
  if (/\/serviceAccounts\/[^/]/.test(path)) return "account";
  const [, secret] = /\/secrets\/([^/:?]+)/.exec(path) ?? [];
  if (secret === undefined) return "project";
  return own.includes(secret) ? "secret" : "other secret";
}
