import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import { own } from "../../inputs/blocks";
import { placed } from "../../inventory/kinds/source";
import { minuteOf } from "../../text/times";
import { get, knownText } from "../../topology/read";
import { namesOf } from "../names-of";
import type { Clue, Live, Part, Scene, Tell } from "../part";
import { repairCommands } from "../repairs";

const REDIS = "google_redis_instance";
const CONNECTOR = "google_vpc_access_connector";
/** What was made before is what the services were deployed with. */
const RECENT = 30 * 24 * 60 * 60_000;
const SAID = /^[A-Z][A-Z_]{1,60}$/;

/** What verify does not ask: when an instance was made, whether Google works on it, and what no path leads to. */
export const state: Part = {
  name: "state",
  what: "the state of Redis and of the connectors, and maintenance by Google",
  deadline: 10_000,
  async look(scene, tell) {
    const { reader, project } = scene.session;
    const [live, { things, unreachable }] = await Promise.all([
      scene.live,
      reader.everywhere("instances", {
        ...{ api: "REDIS", path: `projects/${project}/locations/-/instances`, permission: "redis.instances.list" },
      }),
    ]);
    for (const { why } of unreachable) tell.gap(`the Redis instances of a location could not be read: ${why}`);
    for (const thing of things) instance(scene, live, thing, tell);
    for (const resource of live.model.resources) {
      const said = resource.type === CONNECTOR ? knownText(get(resource, "state")) : undefined;
      if (said !== undefined && said !== "READY") unused(scene, live, { at: resource.address, said }, tell);
    }
  },
};

function instance(scene: Scene, live: Live, thing: ApiObject, tell: Tell): void {
  const { name, region } = placed(thing);
  const at = `${REDIS}.${name}`;
  const { now } = scene;
  const made = dateAt(thing, "createTime");
  if (made && now.getTime() - made.getTime() < RECENT) {
    const text = `the instance was made${region === undefined ? "" : ` in ${region}`}: an address of an earlier one is not valid any more`;
    tell.change({ from: "state", at, attribute: "", text, when: made.toISOString() });
  }
  const [begins, ends] = ["startTime", "endTime"].map((key) => dateAt(own(thing, "maintenanceSchedule"), key));
  if (begins && begins <= now && (!ends || now <= ends)) {
    const until = ends ? `, which ends by ${minuteOf(ends)}` : "";
    tell.change({
      ...{ from: "state", at, attribute: "state", when: begins.toISOString(), by: "Google" },
      text: `maintenance began${until}: connections are reset`,
    });
  }
  const reasons = suspendedFor(thing);
  const said = textAt(thing, "state");
  if (reasons.length > 0)
    tell.clue(clueOf(scene, live, { at, said: `suspended by Google (${reasons.join(", ")})` }, "certain"));
  else if (said !== undefined && said !== "READY") unused(scene, live, { at, said }, tell);
}

function suspendedFor(thing: ApiObject): string[] {
  const reasons = own(thing, "suspensionReasons");
  const all = Array.isArray(reasons) ? reasons : thingsAt(thing, "suspensionReasons");
  return all.filter((one): one is string => typeof one === "string" && SAID.test(one));
}

function dateAt(thing: unknown, key: string): Date | undefined {
  const time = Date.parse(textAt(thing, key) ?? "");
  return Number.isNaN(time) ? undefined : new Date(time);
}

interface Stopped {
  at: string;
  said: string;
}

/** What a path leads over is judged there. What no path leads to may be what a service has lost. */
function unused(scene: Scene, live: Live, stopped: Stopped, tell: Tell): void {
  const isUsed = live.judged.paths.some(({ to, steps }) =>
    [to, ...steps.map(({ address }) => address)].includes(stopped.at),
  );
  if (!isUsed) tell.clue(clueOf(scene, live, stopped, "possible"));
}

function clueOf(scene: Scene, live: Live, { at, said }: Stopped, certainty: Clue["certainty"]): Clue {
  const isRedis = at.startsWith(REDIS);
  const code = isRedis ? "REDIS_INSTANCE_NOT_RUNNING" : "VPC_CONNECTOR_NOT_RUNNING";
  const state = SAID.test(said) || certainty === "certain" ? said : "in a state that lineup does not know";
  const message = `${isRedis ? "the Redis instance" : "the connector"} is ${state}`;
  const without = certainty === "possible" ? ", and no path leads over it" : "";
  return {
    ...{ code, certainty, at, attribute: "state", message: `${message}${without}`, services: [] },
    evidence: [{ from: "state", at, attribute: "state", text: message }],
    repair: {
      text: isRedis
        ? "wait while Google repairs it, and look at its operations"
        : "a connector in state ERROR does not recover: make it again",
      commands: repairCommands(code, namesOf(scene, live, { at, services: [], to: isRedis ? at : null })),
    },
  };
}
