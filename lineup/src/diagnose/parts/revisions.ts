import { dayOf } from "../../../../facts/days";
import { pinStateOf } from "../../../../facts/pins";
import { isUnread } from "../../google/refusal";
import { type RevisionToday, revisionsOf } from "../../revisions";
import { get, knownText, within } from "../../topology/read";
import { lastSegment } from "../../values";
import type { Certainty } from "../contract";
import { namesOf } from "../names-of";
import type { Clue, Live, Part, Scene, Tell } from "../part";
import { repairCommands } from "../repairs";
import { type Running, runningIn } from "./serving";

/** Which revision takes the requests, where that is not the newest: because somebody said so, or because that one failed. */
export const revisions: Part = {
  name: "revisions",
  what: "whether the newest revision of each service takes its requests, and if not, why",
  deadline: 30_000,
  async look(scene, tell) {
    const live = await scene.live;
    for (const service of runningIn(live)) {
      if (service.failed !== undefined) tell.clue(failed(scene, live, service, service.failed));
      for (const clue of pinEnded(scene, live, service)) tell.clue(clue);
    }
    await Promise.all(runningIn(live).map((service) => held(scene, live, service, tell)));
  },
};

/** An app that misses something ends before it is ready. */
const ENDS_A_START = ["VARIABLE_MISSING", "VARIABLE_CHANGED", "VARIABLE_LOCALHOST", "RESOURCE_MISSING", "START_FAILED"];

function failed(scene: Scene, live: Live, service: Running, newest: string): Clue {
  const reason = knownText(within(get(service.resource, "terminal_condition"), "reason"));
  const said = reason !== undefined && /^[A-Z][A-Z_]{1,60}$/.test(reason) ? ` (${reason})` : "";
  const serving = service.serving.join(", ");
  return {
    ...clueOf(scene, live, service, {
      code: "REVISION_FAILED",
      certainty: "likely",
      message: `its newest revision ${newest} never became ready${said}, and ${serving} serves`,
      text: "look why it did not start; the older revision serves meanwhile",
      revision: service.serving[0],
    }),
    explainedBy: ENDS_A_START,
  };
}

/** Requests that are held on an older revision, which does not get to Redis where the newest would. */
async function held(scene: Scene, live: Live, service: Running, tell: Tell): Promise<void> {
  const newest = lastSegment(knownText(get(service.resource, "latest_ready_revision")) ?? "");
  const others = service.serving.filter((one) => one !== newest);
  const blocking = live.judged.paths.filter((path) => path.from === service.address && path.verdict === "blocked");
  if (others.length === 0 || newest === "" || blocking.length === 0) return;
  let judged: RevisionToday[];
  try {
    judged = await revisionsOf(scene.session, live, service, { most: 1, named: [newest, ...others] });
  } catch (error) {
    if (!isUnread(error)) throw error;
    tell.gap(`what the other revisions of ${service.name} would do could not be read: ${error.message}`);
    return;
  }
  const isGood = judged.some(
    ({ name, verdict, isReady }) => name === newest && verdict === "reachable" && isReady !== false,
  );
  if (!isGood) return;
  for (const { name, causes } of judged.filter((one) => others.includes(one.name) && one.verdict === "blocked")) {
    tell.clue(
      clueOf(scene, live, service, {
        code: "TRAFFIC_PINNED_STALE",
        certainty: "certain",
        message: `its requests go to ${name}, which does not reach Redis (${[...new Set(causes.map(({ code }) => code))].join(", ")}), and ${newest} would`,
        text: `send the requests to ${newest}`,
        revision: newest,
      }),
    );
    for (const cause of blocking.flatMap((path) => path.causes)) {
      if (cause.address !== service.address) continue;
      const { code, attribute, message } = cause;
      const seen = clueOf(scene, live, service, {
        code,
        certainty: "possible",
        message,
        text: cause.fix,
        revision: newest,
      });
      tell.clue({ ...seen, attribute, explainedBy: ["TRAFFIC_PINNED_STALE"] });
    }
  }
}

/** The next deploy sends the requests to the newest again: nobody should learn that from the deploy. */
function pinEnded(scene: Scene, live: Live, service: Running): Clue[] {
  const services = scene.written?.expected?.services ?? {};
  const pin = Object.hasOwn(services, service.name) ? services[service.name]?.traffic : undefined;
  if (pin === undefined || pinStateOf(pin, dayOf(scene.now)) !== "has ended") return [];
  if (!service.serving.includes(pin.revision)) return [];
  return [
    clueOf(scene, live, service, {
      code: "TRAFFIC_PIN_ENDED",
      certainty: "possible",
      message: `its requests are held on ${pin.revision} until ${pin.until}, which is over: the next deploy sends them to the newest revision`,
      text: "decide whether the newest revision may serve, before a deploy decides it",
      revision: pin.revision,
    }),
  ];
}

interface Said {
  code: string;
  certainty: Certainty;
  message: string;
  text: string;
  revision: string | undefined;
}

function clueOf(scene: Scene, live: Live, service: Running, { code, certainty, message, text, revision }: Said): Clue {
  const { address: at, name } = service;
  const names = { ...namesOf(scene, live, { at, services: [name] }), ...(revision === undefined ? {} : { revision }) };
  return {
    ...{ code, certainty, at, attribute: "", message, services: [name] },
    evidence: [{ from: "revisions", at, attribute: "", text: message }],
    repair: { text, commands: repairCommands(code, names) },
  };
}
