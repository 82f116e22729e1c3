import { Construct } from "constructs";
import type { Alert } from "../../watch/alert";
import { deedsFilledIn } from "../../watch/filled-in";
import { SUBJECTS } from "../../watch/subjects";
import type { Things } from "../../watch/things";
import { AlertPolicy } from "./alert-policy";
import { Dashboard, type DashboardSection } from "./dashboard";
import { NotificationChannel } from "./notification-channel";
import { thingsOf, thresholdOf, type WatchProps } from "./things";

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
    const things = thingsOf(this, props);
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

  /** The policies of an alert: none where there is nothing to watch. */
  private tell(alert: Alert<Things>, all: Things, channels: readonly NotificationChannel[]) {
    const { environment, runbooks } = this.props;
    const parts = alert.each?.(all) ?? [{ key: "", things: all }];
    return parts.flatMap(({ key, things }) => {
      const conditions = alert.when(things, thresholdOf(this.props, alert.id));
      if (conditions.length === 0) return [];
      new AlertPolicy(this, key === "" ? alert.id : `${alert.id}-${key}`, {
        alert: { ...alert, ...this.said(alert), title: key === "" ? alert.title : `${alert.title} (${key})` },
        environment,
        conditions,
        channels,
        runbook: `${runbooks}/${environment}/alerts.md#${alert.id}`,
        after: this.props.cache.resource,
      });
      return conditions;
    });
  }

  /** A command that can be copied names this environment's things. */
  private said({ first }: Alert<Things>): Pick<Alert<Things>, "first"> {
    const { environment, project, cache } = this.props;
    const copied = deedsFilledIn({
      ENVIRONMENT: environment,
      PROJECT: project,
      REGION: cache.network.region,
      REDIS: cache.name,
    });
    return { first: [copied(first[0]), copied(first[1])] };
  }
}
