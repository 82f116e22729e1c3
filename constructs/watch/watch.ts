import { Construct } from "constructs";
import type { Alert } from "../../watch/alert";
import { COUNTED, SUBJECTS } from "../../watch/subjects";
import { allObjectives } from "../../watch/subjects/objectives/promised";
import type { Slos, Things } from "../../watch/things";
import type { CloudRunService } from "../cloud-run-service";
import type { RedisCache } from "../redis-cache";
import type { ServerlessConnector } from "../serverless-connector";
import { AlertPolicy } from "./alert-policy";
import { Dashboard, type DashboardSection } from "./dashboard";
import { LogMetric } from "./log-metric";
import { type Channel, NotificationChannel } from "./notification-channel";
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

/**
 * Watches an environment: all that watch/subjects lists, and nothing else. A subject says what is measured of which
 * thing; here are the things, and what becomes of it: what is counted, objectives, who is told when, and one dashboard.
 */
export class Watch extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: WatchProps,
  ) {
    super(scope, id);
    const things = this.things();
    const channels = Object.entries(props.channels ?? {}).map(
      ([key, channel]) =>
        new NotificationChannel(this, `channel-${key}`, { name: `${props.environment}: ${key}`, channel }),
    );
    const sections = SUBJECTS.map(({ title, alerts, shown }): DashboardSection => {
      const conditions = alerts
        .filter((alert) => props.off?.[alert.id] === undefined)
        .flatMap((alert) => this.tell(alert, things, channels));
      return { title, conditions, shown: shown?.(things) ?? [] };
    });
    new Dashboard(this, "dashboard", { title: `${props.environment}: can the services reach Redis?`, sections });
  }

  /** What there is, with what is made to watch it: the counts of log lines, the checks from outside, the objectives. */
  private things(): Things {
    const { cache, connector, services, slos = {}, probedEveryMinutes } = this.props;
    const counts = new Map<string, LogMetric>();
    const names = new Map<string, string>();
    const things: Things = {
      redis: cache.watched,
      connector: connector.watched,
      hasFirewall: cache.network.isDedicated,
      services: Object.entries(services).map(([key, service]) => ({
        ...service.watched,
        key,
        uptimeCheck: this.checkFromOutside(key, service),
        objectives: objectivesIn(slos, key),
      })),
      probes: Object.values(services).flatMap((service) => service.probeJob ?? []),
      probedEveryMinutes,
      redisReachable: slos.redisReachable,
      count: (name) => {
        const made = counts.get(name) ?? this.countLines(name, things);
        counts.set(name, made);
        return made.type;
      },
      objective: (name) => found(names, name),
    };
    for (const { of, objectives } of allObjectives(things)) {
      const serviceId = `${this.props.environment}-${of}`;
      const made = new Objectives(this, `objectives-${of}`, { of, serviceId, title: serviceId, objectives });
      for (const [name, reference] of made.names) names.set(name, reference);
    }
    return things;
  }

  /** Made when it is asked for: what an alert that is off would have counted, nobody counts. */
  private countLines(name: string, things: Things): LogMetric {
    const counted = COUNTED.find((one) => one.name === name);
    const filter = counted?.filter(things, (alert) => this.thresholdOf(alert));
    if (counted === undefined || filter === undefined) throw new Error(notMade(name));
    return new LogMetric(this, `count-${name}`, { name, title: counted.title, filter });
  }

  private checkFromOutside(key: string, service: CloudRunService): string | undefined {
    const path = service.pathFromOutside;
    if (path === undefined || this.props.off?.uptime !== undefined) return undefined;
    const title = `${this.props.environment}: ${key} is ready`;
    return new UptimeCheck(this, `uptime-${key}`, { title, url: service.url, path }).id;
  }

  /** The policies of an alert: none where there is nothing to watch. */
  private tell(alert: Alert<Things>, all: Things, channels: readonly NotificationChannel[]) {
    const { environment, runbooks } = this.props;
    const parts = alert.each?.(all) ?? [{ key: "", things: all }];
    return parts.flatMap(({ key, things }) => {
      const conditions = alert.when(things, this.thresholdOf(alert.id));
      if (conditions.length === 0) return [];
      new AlertPolicy(this, key === "" ? alert.id : `${alert.id}-${key}`, {
        alert: { ...alert, ...this.said(alert), title: key === "" ? alert.title : `${alert.title} (${key})` },
        environment,
        conditions,
        channels,
        runbook: `${runbooks}/alerts.md#${alert.id}`,
        after: this.props.cache.resource,
      });
      return conditions;
    });
  }

  /** A command that can be copied names this environment's things, and a runbook is an address. */
  private said({ first }: Alert<Things>): Pick<Alert<Things>, "first"> {
    const { environment, project, cache, runbooks } = this.props;
    const names: Record<string, string> = {
      ENVIRONMENT: environment,
      PROJECT: project,
      REGION: cache.network.region,
      REDIS: cache.name,
    };
    const copied = (line: string) =>
      line
        .replace(/\b(ENVIRONMENT|PROJECT|REGION|REDIS)\b/g, (word) => names[word] ?? word)
        .replaceAll("docs/runbooks/", `${runbooks}/`);
    return { first: [copied(first[0]), copied(first[1])] };
  }

  private thresholdOf(id: string): number {
    const alert = ALERTS.get(id);
    return this.props.thresholds?.[id] ?? alert?.threshold?.default ?? 0;
  }
}

function objectivesIn(slos: Slos, key: string) {
  const said = slos[key];
  return typeof said === "object" ? said : {};
}

const ALERTS = new Map(SUBJECTS.flatMap(({ alerts }) => alerts.map((alert) => [alert.id, alert] as const)));

function found<Thing>(things: ReadonlyMap<string, Thing>, name: string): Thing {
  const thing = things.get(name);
  if (thing === undefined) throw new Error(notMade(name));
  return thing;
}

function notMade(name: string): string {
  return `${name} is watched and is not made - its subject says it for one and not for the other`;
}
