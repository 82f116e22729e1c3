import type { Environment } from "../../environments/environment";
import { ofNetwork } from "./network";
import { ofDirectPeering, ofRedis } from "./redis";
import type { Row } from "./row";
import { ofService } from "./services";

/** Every attribute behind which a setting stands; some of these resources an environment may not have. */
export function settingsBehind(env: Environment): Row[] {
  return [
    ...ofNetwork,
    ...ofRedis,
    ...(env.privateNetwork ? [] : ofDirectPeering),
    ...Object.entries(env.services).flatMap(([key, service]) => ofService(key, service)),
  ];
}

/** Settings that stand behind no one attribute, and what they do instead. */
export const BEHIND_NONE: Record<string, string> = {
  name: "all names and labels are derived from it: with another it is another environment",
  project: "nothing moves to another project",
  privateNetwork: "decides which resources there are: with it off, all of them are on the default network",
  "cloudSql.ports": "each port is a firewall rule of its own",
  "cloudSql.ranges": "to each range, each port is a firewall rule of its own",
  "cloudSql.reason": "is part of those rules' descriptions",
  "probe.trace": "decides who may have Google trace the paths, in the bootstrap and on GitHub",
  "watch.everyMinutes": "makes a schedule for each probe, and no inventory reads schedules",
  alerts: "decides who is told what, and no inventory reads policies, channels or dashboards",
  plans: "decides who may start a plan, on GitHub and in the bootstrap",
  approvals: "decides whose approval counts, on GitHub",
  "state.keepOldVersionsDays": "is about the bucket of the state, in the bootstrap",
  "state.kmsKey": "is about the bucket of the state, in the bootstrap",
  "destroyable.reason": "takes the protection from everything, and is said at every synthesis",
  "services.{key}.redis": "puts the service into the network: the connector, REDIS_HOST and what else goes with it",
  "services.{key}.websockets": "is a promise that sessionAffinity keeps",
  "services.{key}.requires": "is what lineup diagnose looks for among the variables, and gives none",
  "services.{key}.domains": "is what lineup diagnose asks for from outside: what maps it to the service is not here",
  "services.{key}.traffic.revision": "is a pin, which npm run rollback writes with its reason and its last day",
  "services.{key}.traffic.reason": "says why the pin is there",
  "services.{key}.traffic.until": "is the last day of the pin: afterwards the newest revision has the requests again",
};
