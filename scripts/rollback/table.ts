import { wrap } from "../../lineup/src/report/layout";
import { plain } from "../../lineup/src/text/plain";
import { differenceOf, isWayBack, offeredOf, servingOf } from "./offer";
import type { Candidate, Past, Unknown } from "./past";

const WIDTH = 80;
const DEEP = "    ";

/** What a person at a terminal of eighty columns reads before he goes back. */
export function tableOf(past: Past | Unknown, now: Date, environment: string): string[] {
  const title = `${past.at.name}  services.${past.key}, in ${past.at.region}`;
  if ("why" in past) return [title, ...wrap(past.why, "  ", WIDTH)];
  const { revisions, names, settings } = past;
  const [serving, offered] = [servingOf(revisions), offeredOf(revisions)];
  const { traffic } = settings;
  const longest = Math.max(8, ...revisions.map(({ name }) => name.length));
  const row = (mark: string, name: string, age: string, share: string, verdict: string) =>
    `${mark} ${name.padEnd(longest)} ${age.padStart(5)} ${share.padStart(5)}  ${verdict}`;
  return [
    title,
    ...(traffic ? wrap(`pinned to ${traffic.revision} until ${traffic.until}: ${traffic.reason}`, "  ", WIDTH) : []),
    row(" ", "revision", "age", "now", "today"),
    ...revisions.flatMap((one) => [
      row(one === offered ? ">" : " ", one.name, ageOf(one.madeAt, now), `${one.serves} %`, wordOf(one)).trimEnd(),
      ...detailsOf(one, serving),
    ]),
    ...(names.length > revisions.length ? [`  and ${names.length - revisions.length} older`] : []),
    ...waysOut(past, offered, environment).flatMap((line) => wrap(line, "  ", WIDTH)),
  ];
}

function wordOf({ verdict, isReady }: Candidate): string {
  if (isReady === false) return "not ready";
  return verdict === "none" ? "no Redis" : verdict;
}

function detailsOf(one: Candidate, serving: Candidate | undefined): string[] {
  const by = [one.madeBy && `by ${plain(one.madeBy, 60)}`, one.client && `with ${plain(one.client, 40)}`];
  const difference = [differenceOf(one, serving), one.isNewest ? "the newest" : ""].filter(Boolean);
  return [
    `${DEEP}${shortened(one.image ?? "no image is said", WIDTH - DEEP.length)}`,
    ...wrap([...by.filter((it) => it !== undefined), ...difference].join(", "), DEEP, WIDTH),
    ...one.causes.flatMap(({ code, message }) => wrap(`${code}: ${message}`, DEEP, WIDTH, `${DEEP}- `)),
  ].filter((line) => line.trim() !== "");
}

/** The end says which one it is. */
function shortened(image: string, width: number): string {
  const short = plain(image, 500).replace(/@sha256:([0-9a-f]{12})[0-9a-f]{52}$/, "@sha256:$1");
  return short.length <= width ? short : `…${short.slice(1 - width)}`;
}

function waysOut({ key, revisions }: Past, offered: Candidate | undefined, environment: string): string[] {
  const command = `npm run rollback -- ${environment}`;
  const back = offered
    ? `> ${command} --to ${offered.name}`
    : "no way back: none that is older is ready, reaches its Redis and is another one";
  const newest = revisions.find(({ isNewest }) => isNewest);
  const isBehind = newest !== undefined && newest.serves < 100 && isWayBack(newest);
  return [back, ...(isBehind ? [`forward again: ${command} --service ${key} --release`] : [])];
}

/** "3 d", "2 h", "40 min". */
export function ageOf(madeAt: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(madeAt)) / 60_000);
  if (Number.isNaN(minutes)) return "?";
  if (minutes < 60) return `${Math.max(0, minutes)} m`;
  return minutes < 2_880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1_440)} d`;
}
