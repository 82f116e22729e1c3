import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDER_VERSION } from "../../corpus/verify/base";
import { SCRIPT } from "../../probe/command";
import { rootsHash } from "../recording/requests";
import type { StoredBucket } from "../server/objects";
import type { Contents } from "../server/store";

/** A loopback cloud as it stood after a deploy: what is kept of it, so that nobody needs Terraform to have one. */
export interface Standing {
  terraform: string;
  provider: string;
  /** Hash of what was deployed. */
  root: string;
  /** When it was recorded; every time in it is told from here. */
  at: string;
  contents: Contents;
  buckets: StoredBucket[];
}

const FILE = join(__dirname, "../../corpus/recordings/standing.json");
const REMEDY = "run npm run record -- standing";

export function readStanding(): Standing {
  if (!existsSync(FILE)) throw new Error(`there is no recording of a staging that stands - ${REMEDY}`);
  return JSON.parse(
    WRITTEN.reduce((text, [script, mark]) => text.replaceAll(mark, () => script), readFileSync(FILE, "utf8")),
  );
}

/** As a text of JSON holds it, and as one in such a text does: a job, and the state that knows the job. */
const inText = (text: string) => JSON.stringify(text).slice(1, -1);
const asJson = inText(SCRIPT);
const WRITTEN: [script: string, mark: string][] = [
  [inText(asJson), "<the script of the probe, in a text>"],
  [asJson, "<the script of the probe>"],
];

/** One thing a line: a change of it can be read. */
export function writeStanding({ contents, buckets, ...about }: Standing): void {
  const lines = (all: readonly unknown[]) => all.map((one) => `\n  ${JSON.stringify(one)}`).join(",");
  const head = JSON.stringify(about, null, 1).replace(/\n\}$/, "");
  const things = `"contents": {"serial": ${contents.serial}, "things": [${lines(contents.things)}\n ]}`;
  const text = `${head},\n ${things},\n "buckets": [${lines(buckets.map(compacted))}\n ]\n}\n`;
  writeFileSync(
    FILE,
    WRITTEN.reduce((kept, [script, mark]) => kept.replaceAll(script, mark), text),
  );
}

/** A state is JSON, whatever its spaces. */
function compacted({ objects, ...bucket }: StoredBucket): StoredBucket {
  const compact = (text: string) => (text.startsWith("{") ? JSON.stringify(JSON.parse(text)) : text);
  return { ...bucket, objects: objects.map((one) => ({ ...one, text: compact(one.text) })) };
}

/** Of the JSON that Terraform was given; another script of the probe is no other staging. */
export function rootHash(root: string): string {
  return rootsHash({ staging: root });
}

/** Why it cannot be used; undefined where it is current. */
export function standingStaleness(root: string, standing: Pick<Standing, "provider" | "root">): string | undefined {
  if (standing.provider !== PROVIDER_VERSION) {
    return `staging was recorded with google ${standing.provider}, not with ${PROVIDER_VERSION} - ${REMEDY}`;
  }
  return standing.root === rootHash(root)
    ? undefined
    : `what staging ships has changed since it was recorded - ${REMEDY}`;
}

/** The same, as if it had been recorded this long before `now`. */
export function movedTo<Kept>(kept: Kept, at: string, now: Date, age: number): Kept {
  const by = now.getTime() - age - Date.parse(at);
  const text = JSON.stringify(kept).replaceAll(TIME, (time) => {
    const parsed = Date.parse(time);
    return Number.isNaN(parsed) || parsed < Date.parse(at) - DAY ? time : new Date(parsed + by).toISOString();
  });
  return JSON.parse(text);
}

const TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/g;
const DAY = 24 * 60 * 60 * 1000;
