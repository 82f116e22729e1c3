import { ofLog, saying, sayingAll } from "../../../../../facts/log-filter";
import { LOG_LINES, type LogLine, type LogLineName, logLinesIn, REDIS_WORDS } from "../../../../../facts/log-lines";
import { type ApiObject, textAt } from "../../../google/answer";
import { own } from "../../../inputs/blocks";
import type { Scene } from "../../part";
import { entriesOf } from "../entries";

/** One line of a service that says what is looked for. */
export interface Line {
  says: LogLineName;
  service: string;
  region: string | undefined;
  revision: string | undefined;
  at: Date;
  /** Never printed as it is: an app writes what it likes. */
  text: string;
}

export interface Lines {
  found: Line[];
  /** There are more than were read: what came before this is not known. */
  more: boolean;
}

/** What all services of the project have written since then, the newest first. */
export async function linesSince(scene: Scene, since: Date): Promise<Lines> {
  const { entries, more } = await entriesOf(scene, filterOf(since));
  return { found: entries.flatMap((entry) => lineIn(entry, since, scene.now)), more };
}

function filterOf(since: Date): string {
  const any = Object.values(LOG_LINES).map(({ texts, together, ofAny }: LogLine) => {
    const said = together ? sayingAll(texts) : saying(texts);
    return ofAny ? `(${said} AND ${saying(REDIS_WORDS)})` : said;
  });
  return ofLog("cloud_run_revision", `timestamp>="${since.toISOString()}"`, `(${any.join(" OR ")})`);
}

/** A line may have any time in it that its writer likes: one of tomorrow is none that was seen. */
const SKEW = 5 * 60_000;
const READ = 10_000;
const NAME = /^[a-z]([a-z0-9-]{0,98}[a-z0-9])?$/;

function lineIn(entry: ApiObject, since: Date, now: Date): Line[] {
  const labels = own(own(entry, "resource"), "labels");
  const [service, region, revision] = ["service_name", "location", "revision_name"].map((key) => {
    const name = textAt(labels, key);
    return name !== undefined && NAME.test(name) ? name : undefined;
  });
  const text = (textAt(entry, "textPayload") ?? textAt(own(entry, "jsonPayload"), "message") ?? "").slice(0, READ);
  const at = Date.parse(textAt(entry, "timestamp") ?? "");
  // Also not a number.
  if (service === undefined || !(at >= since.getTime() && at <= now.getTime() + SKEW)) return [];
  return logLinesIn(text).map((says) => ({ says, service, region, revision, at: new Date(at), text }));
}
