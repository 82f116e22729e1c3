import { LOG_LINES } from "../../../../../facts/log-lines";
import { isUnread } from "../../../google/refusal";
import { groupedBy } from "../../../grouping";
import { SERVICE } from "../../../inventory/kinds/run";
import { minuteOf } from "../../../text/times";
import { count } from "../../../text/words";
import { quoted } from "../../masked";
import { namesOf, sceneNames } from "../../names-of";
import type { Clue, Live, Part, Scene } from "../../part";
import { repairCommands } from "../../repairs";
import { type Running, runningIn } from "../serving";
import { type Line, type Lines, linesSince } from "./lines";
import { MEANINGS } from "./meanings";

const MINUTE = 60_000;
/** What is looked at: an incident that began at night is still going on in the morning, and writes lines. */
const WINDOW = 24 * 60 * MINUTE;
/** As long without such a line, and the alerts take it for over. */
const OVER = 10 * MINUTE;
/** What starts seldom, writes seldom. After that it says nothing of now. */
const STALE = 60 * MINUTE;

export const logs: Part = {
  name: "logs",
  what: "the last error lines of the services: starts given up, time-outs, refused passwords, closed WebSockets",
  deadline: 20_000,
  async look(scene, tell) {
    // Whose they are is worth less than that they are there: the project may be unreadable.
    const [lines, live] = await Promise.all([
      linesSince(scene, new Date(scene.now.getTime() - WINDOW)).catch((error: unknown) => {
        if (!isUnread(error)) throw error;
        return error.message;
      }),
      scene.live.catch(() => undefined),
    ]);
    if (typeof lines === "string") {
      tell.gap(`the logs of the services could not be read: ${lines}`);
      return;
    }
    const oldest = lines.found.at(-1)?.at.getTime() ?? scene.now.getTime();
    if (lines.more && oldest > scene.now.getTime() - STALE) {
      tell.gap(`of the logs only the newest lines were read: there are more than ${lines.found.length} in an hour`);
    }
    for (const clue of symptoms(scene, lines, live)) tell.clue(clue);
  },
};

function symptoms(scene: Scene, { found, more }: Lines, live: Live | undefined): Clue[] {
  const running = live && runningIn(live);
  const groups = groupedBy(found, ({ service, region, says }) => [service, region, says].join(" "));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const service = running?.find(({ name, region }) => name === first.service && region === (first.region ?? region));
    // It was deleted: nothing that it wrote hits anybody now. Where services could not be read, it may be one of them.
    if (running && !service && !mayBeUnread(live)) return [];
    const now = group.filter((line) => service === undefined || isOfNow(line, service));
    return symptom(scene, now, service && live && { service, live }, more);
  });
}

function mayBeUnread({ inventory }: Live): boolean {
  return inventory.unread.some(({ types }) => types === undefined || types.includes(SERVICE));
}

/** What several services say of one Redis is one cause. */
const OF_REDIS = new Set(["REDIS_SILENT", "REDIS_REFUSED"]);

/** The one that the service leads to; undefined where it leads to several, or nobody knows. */
function redisOf(known: Known | undefined): string | undefined {
  const paths = known?.live.judged.paths.filter(({ from }) => from === known.service.address) ?? [];
  const [only, ...others] = [...new Set(paths.flatMap(({ to }) => to ?? []))];
  return others.length === 0 ? only : undefined;
}

/** Of a revision that takes requests, or of the newest one, which failed; what others wrote is history. */
function isOfNow({ revision }: Line, { serving, failed }: Running): boolean {
  return revision === undefined || serving.length === 0 || serving.includes(revision) || revision === failed;
}

interface Known {
  service: Running;
  live: Live;
}

function symptom(scene: Scene, lines: readonly Line[], known: Known | undefined, more: boolean): Clue[] {
  const times = lines.map(({ at }) => at.getTime());
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const newest = lines.find(({ at }) => at.getTime() === last);
  const age = scene.now.getTime() - last;
  if (!newest || age > STALE) return [];
  const { code, explainedBy, says, repair } = MEANINGS[newest.says];
  const caller = known?.service.address ?? `google_cloud_run_v2_service.${newest.service}`;
  const to = OF_REDIS.has(code) ? redisOf(known) : undefined;
  const at = to ?? caller;
  const services = [newest.service];
  const names = new Set([newest.service, ...(newest.revision === undefined ? [] : [newest.revision])]);
  const often = `${more ? "at least " : ""}${count(lines.length, "line")}`;
  const since = new Date(first).toISOString();
  const until = minuteOf(new Date(last));
  const isOne = lines.length === 1;
  const when = isOne ? `at ${until}` : `since ${minuteOf(since)}, the last at ${until}`;
  const evidence = {
    ...{ from: "logs", at: caller, attribute: "" },
    text: `${LOG_LINES[newest.says].title}: ${often}${isOne ? "" : `, the last at ${until}`}: ${quoted(newest.text, names)}`,
    when: since,
  };
  return [
    {
      code,
      certainty: age <= OVER ? "likely" : "possible",
      lastSeen: new Date(last).toISOString(),
      ...{ at, attribute: "", services, explainedBy, evidence: [evidence] },
      message: `${says} (${often} in its log ${when})`,
      repair: {
        text: repair,
        commands: repairCommands(
          code,
          known ? namesOf(scene, known.live, { at, services, to: to ?? null }) : { ...sceneNames(scene), services },
        ),
      },
    },
  ];
}
