import type { Construct } from "constructs";
import { ALERTS, COUNTED } from "../../watch/subjects";
import { allObjectives } from "../../watch/subjects/objectives/promised";
import type { Slos, Things } from "../../watch/things";
import type { CloudRunService } from "../cloud-run-service";
import type { RedisCache } from "../redis-cache";
import type { ServerlessConnector } from "../serverless-connector";
import { LogMetric } from "./log-metric";
import type { Channel } from "./notification-channel";
import { Objectives } from "./objectives";
import { UptimeCheck } from "./uptime-check";

export interface WatchProps {
  environment: string;
  project: string;
  cache: RedisCache;
  connector: ServerlessConnector;
  /** By key: it is in the addresses of what is made for one service. */
  services: Readonly<Record<string, CloudRunService>>;
  /** Undefined where no schedule runs the probes. */
  probedEveryMinutes: number | undefined;
  channels?: Readonly<Record<string, Channel>> | undefined;
  /** Where docs/runbooks is read by whoever is told. */
  runbooks: string;
  thresholds?: Readonly<Record<string, number | undefined>> | undefined;
  /** Alerts that are switched off, and why; nothing reads the reason but people. */
  off?: Readonly<Record<string, string | undefined>> | undefined;
  slos?: Slos | undefined;
}

/** What there is, with what is made to watch it: the counts of log lines, the checks from outside, the objectives. */
export function thingsOf(scope: Construct, props: WatchProps): Things {
  const { environment, cache, connector, services, slos = {}, probedEveryMinutes } = props;
  const counts = new Map<string, LogMetric>();
  const names = new Map<string, string>();
  const things: Things = {
    redis: cache.watched,
    connector: connector.watched,
    hasFirewall: cache.network.isDedicated,
    services: Object.entries(services).map(([key, service]) => ({
      ...service.watched,
      key,
      uptimeCheck: checkFromOutside(scope, props, key, service),
      objectives: objectivesIn(slos, key),
    })),
    probes: Object.values(services).flatMap((service) => service.probeJob ?? []),
    probedEveryMinutes,
    redisReachable: slos.redisReachable,
    count: (name) => {
      const made = counts.get(name) ?? countLines(scope, props, name, things);
      counts.set(name, made);
      return made.type;
    },
    objective: (name) => {
      const made = names.get(name);
      if (made === undefined) throw new Error(notMade(name));
      return made;
    },
  };
  for (const { of, objectives } of allObjectives(things)) {
    const serviceId = `${environment}-${of}`;
    const made = new Objectives(scope, `objectives-${of}`, { of, serviceId, title: serviceId, objectives });
    for (const [name, reference] of made.names) names.set(name, reference);
  }
  return things;
}

/** What the file says for the alert of this id, or its default. */
export function thresholdOf({ thresholds }: Pick<WatchProps, "thresholds">, id: string): number {
  return thresholds?.[id] ?? ALERTS.find((alert) => alert.id === id)?.threshold?.default ?? 0;
}

/** Made when it is asked for: what an alert that is off would have counted, nobody counts. */
function countLines(scope: Construct, props: WatchProps, name: string, things: Things): LogMetric {
  const counted = COUNTED.find((one) => one.name === name);
  const filter = counted?.filter(things, (alert) => thresholdOf(props, alert));
  if (counted === undefined || filter === undefined) throw new Error(notMade(name));
  return new LogMetric(scope, `count-${name}`, { name, title: counted.title, filter });
}

function checkFromOutside(
  scope: Construct,
  { environment, off }: WatchProps,
  key: string,
  service: CloudRunService,
): string | undefined {
  const path = service.pathFromOutside;
  if (path === undefined || off?.uptime !== undefined) return undefined;
  const title = `${environment}: ${key} is ready`;
  return new UptimeCheck(scope, `uptime-${key}`, { title, url: service.url, path }).id;
}

function objectivesIn(slos: Slos, key: string) {
  const said = slos[key];
  return typeof said === "object" ? said : {};
}

function notMade(name: string): string {
  return `${name} is watched and is not made - its subject says it for one and not for the other`;
}
