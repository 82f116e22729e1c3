import { UnusableInput } from "../inputs/model";
import { refuseUnknownService } from "./asked-service";
import { nameOfCaller } from "./callers";
import type { DiagnoseReport, Evidence, RankedCause } from "./contract";
import { type Looked, lookedAt } from "./look";
import { sceneNames } from "./names-of";
import type { Live, Part, Scene } from "./part";
import { PARTS } from "./parts";
import { withoutWhatIsOver } from "./rank/over";
import { ranked } from "./rank/rank";
import { compare } from "./rank/same";

/** Everything that is printed of what changed. */
const MOST_CHANGES = 200;

/** Looks at everything at once, and ranks what was found. It refuses only where nothing at all could be looked at. */
export async function diagnose(scene: Scene, parts: readonly Part[] = PARTS): Promise<DiagnoseReport> {
  const looked = await Promise.all(parts.map((part) => lookedAt(part, scene)));
  const live = await settled(scene.live);
  if (live instanceof UnusableInput && looked.every(isNothing)) throw live;
  const judged = live instanceof Error ? undefined : live?.judged;
  if (judged) refuseUnknownService(scene, judged.topology);
  const changes = looked.flatMap((one) => one.changes);
  const reached = new Set(looked.flatMap((one) => one.reached));
  const told = looked.flatMap((one) => one.clues);
  const clues = withoutWhatIsOver(told, changes, reached);
  const all = ranked({ clues, changes, judged, names: sceneNames(scene) });
  const causes = all
    .filter(({ services }) => isAsked(scene, services))
    .map((one, index) => ({ ...one, rank: index + 1 }));
  return {
    schema: "lineup/diagnose/1",
    verdict: verdictOf(causes, looked),
    project: scene.project,
    readAt: scene.now.toISOString(),
    causes,
    changes: newestFirst(changes),
    paths: (judged?.paths ?? [])
      .filter((path) => isAsked(scene, [nameOfCaller(path)]))
      .map(({ from, to, port, verdict }) => ({ from, to, port, verdict })),
    looks: looked.map(({ look }) => look),
  };
}

/** The project, why it could not be read, or undefined where that is not known yet: all who wait for it have given up. */
function settled(live: Promise<Live>): Promise<Live | Error | undefined> {
  const now = new Promise<undefined>((resolve) => setImmediate(resolve, undefined));
  return Promise.race([live.catch((error: Error) => error), now]);
}

function isNothing({ look, clues, changes }: Looked): boolean {
  return look.did !== "looked" && clues.length + changes.length === 0;
}

/** What hits nobody that is known may hit any service. */
function isAsked({ asked }: Scene, services: readonly string[]): boolean {
  return asked.service === undefined || services.length === 0 || services.includes(asked.service);
}

/** A cause that is only possible breaks nothing yet: whether anything is broken is unknown. */
function verdictOf(causes: readonly RankedCause[], looked: readonly Looked[]): DiagnoseReport["verdict"] {
  if (causes.some(({ certainty }) => certainty !== "possible")) return "broken";
  const isWhole = looked.every(({ look }) => look.did === "looked" || look.did === "not asked");
  return causes.length === 0 && isWhole ? "healthy" : "unknown";
}

function newestFirst(changes: readonly Evidence[]): Evidence[] {
  const distinct = new Map(changes.map((one) => [JSON.stringify(one), one]));
  return [...distinct]
    .sort(([a, one], [b, other]) => compare(other.when ?? "", one.when ?? "") || compare(a, b))
    .slice(0, MOST_CHANGES)
    .map(([, one]) => one);
}
