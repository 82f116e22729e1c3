import { SERVICE } from "../../inventory/kinds/run";
import { targetName } from "../../reachability/names";
import { endNames, type Hop, type Path, type PathCause } from "../../reachability/path";
import { count } from "../../text/words";
import { get, items, knownText, within } from "../../topology/read";
import { nameOfCaller } from "../callers";
import type { Certainty } from "../contract";
import { namesOf } from "../names-of";
import type { Clue, Live, Part, Scene, Tell } from "../part";
import { repairCommands, repairText } from "../repairs";
import { behindWrongAddresses } from "./behind";

/** What verify says of the live project: each cause of a path that is cut, and what leaves a path open. */
export const paths: Part = {
  name: "paths",
  what: "whether each service reaches its Redis, hop by hop",
  deadline: 30_000,
  async look(scene, tell) {
    const live = await scene.live;
    for (const { what, why } of live.inventory.unread) tell.gap(`${what} could not be read: ${why}`);
    for (const path of live.judged.paths) {
      const certainty = path.verdict === "blocked" ? "certain" : "possible";
      for (const cause of path.causes) tellOf({ scene, live, path, cause, certainty }, tell);
      for (const cause of path.undecided) tellOf({ scene, live, path, cause, certainty: "possible" }, tell);
    }
    for (const { path, cause } of behindWrongAddresses(live)) {
      tellOf({ scene, live, path, cause, certainty: "certain" }, tell);
    }
    const { paths, notJudged } = live.judged;
    if (paths.length === 0) tell.gap(`no service of ${scene.project} says where its Redis is, so no path was judged`);
    else for (const name of withoutPath(scene, live)) tell.gap(...unjudged(name));
    for (const { kind, callers } of notJudged)
      tell.gap(`${count(callers.length, kind)} may call a Redis: lineup does not judge what a ${kind} reaches`);
  },
};

/**
 * Of the services that were asked for, or that have a way into a network: one that has lost its variables looks like one
 * that needs none. What is written is compared by another part.
 */
function withoutPath({ asked, written }: Scene, { judged }: Live): string[] {
  const isWritten = (name: string) =>
    written?.model.resources.some(({ type, values }) => type === SERVICE && values.name === name) === true;
  return judged.topology.services.flatMap(({ resource, address }) => {
    const name = knownText(get(resource, "name"));
    if (resource.type !== SERVICE || name === undefined || isWritten(name)) return [];
    if (judged.paths.some(({ from }) => from === address)) return [];
    const [template] = items(get(resource, "template"));
    const isAsked =
      asked.service === undefined ? items(within(template, "vpc_access")).length > 0 : asked.service === name;
    return isAsked ? [name] : [];
  });
}

function unjudged(name: string): [string, string] {
  return [
    `${name} says nowhere where its Redis is, so no path of it was judged: whether it needs one is not known`,
    "--config FOLDER says what its variables are to be",
  ];
}

interface Seen {
  scene: Scene;
  live: Live;
  path: Path;
  cause: PathCause;
  certainty: Certainty;
}

/** What is not known to be anything is no cause: it is what could not be looked at. */
function tellOf(seen: Seen, tell: Tell): void {
  const { live, path, cause } = seen;
  if (cause.code !== "UNRESOLVED_REFERENCE") {
    tell.clue(clueOf(seen));
    return;
  }
  const isOfInventory = live.judged.topology.blindSpots.some(
    (spot) => (typeof spot === "string" ? spot : spot.text) === cause.message,
  );
  if (!isOfInventory) tell.gap(`${nameOfCaller(path)}: ${cause.message}`, cause.fix);
}

function clueOf({ scene, live, path, cause, certainty }: Seen): Clue {
  const { code, address, attribute, message, fix, hop } = cause;
  const caller = nameOfCaller(path);
  const names = namesOf(scene, live, { at: address, services: [caller], to: path.to });
  const state = certainty === "certain" ? "is cut" : "may be cut";
  const text = `the way of ${caller} to ${endOf(path)} ${state} at ${HOPS[hop]}`;
  return {
    ...{ code, certainty, at: address, attribute, message },
    services: [caller],
    evidence: [{ from: "paths", at: address, attribute, text }],
    repair: { text: repairText(code, names, fix), commands: repairCommands(code, names) },
    ...(code === "FIREWALL_RULE" && names.isManaged === false ? { isByHand: true } : {}),
  };
}

function endOf(path: Path): string {
  const port = path.port === null ? "" : ` tcp:${path.port}`;
  if (path.to === null) return "the address that it holds";
  return `${targetName(path.to, endNames(path).toName)}${port}`;
}

const HOPS: Record<Hop, string> = {
  caller: "the service itself",
  entry: "its way into the network",
  firewall: "the firewall",
  peering: "the peering with Google's network",
  target: "its end",
};
