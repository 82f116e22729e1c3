import { DataGoogleSecretManagerSecretVersionAccess } from "@cdktf/provider-google/lib/data-google-secret-manager-secret-version-access";
import {
  MonitoringNotificationChannel,
  type MonitoringNotificationChannelSensitiveLabels,
} from "@cdktf/provider-google/lib/monitoring-notification-channel";
import { Construct } from "constructs";
import { SEVERITIES, type Severity } from "../../watch/alert";
import { ProjectApis } from "../project-apis";

/** Somebody who is told. What opens the door there stands in Secret Manager; here is only the secret's name. */
export type Channel = { from: Severity } & (
  | { type: "email"; address: string }
  | { type: "slack"; channel: string; tokenSecret: string }
  | { type: "pagerduty"; keySecret: string }
  | { type: "webhook"; url: string; user: string; passwordSecret: string }
);

/**
 * A channel of Monitoring's. Its `labels` say where it leads and are none of the environment's.
 *
 * Google gives back what opens it as asterisks, and Terraform keeps it in the state: who reads the state, reads it, as
 * Redis's AUTH string. Nobody but a person can have Google verify an address that is new.
 */
export class NotificationChannel extends Construct {
  private readonly resource: MonitoringNotificationChannel;
  private readonly from: Severity;

  constructor(scope: Construct, id: string, { name, channel }: { name: string; channel: Channel }) {
    super(scope, id);
    this.from = channel.from;
    this.resource = new MonitoringNotificationChannel(this, "Resource", {
      displayName: name,
      enabled: true,
      forceDelete: false,
      ...this.where(channel),
      dependsOn: [ProjectApis.of(this).enable("monitoring")],
    });
  }

  get id(): string {
    return this.resource.id;
  }

  /** Whether it is told of what is so severe. */
  hears(severity: Severity): boolean {
    return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(this.from);
  }

  private where(channel: Channel): {
    type: string;
    labels?: Record<string, string>;
    sensitiveLabels?: MonitoringNotificationChannelSensitiveLabels;
  } {
    switch (channel.type) {
      case "email":
        return { type: "email", labels: { email_address: channel.address } };
      case "slack":
        return {
          type: "slack",
          labels: { channel_name: channel.channel },
          sensitiveLabels: { authToken: this.secret(channel.tokenSecret) },
        };
      case "pagerduty":
        return { type: "pagerduty", sensitiveLabels: { serviceKey: this.secret(channel.keySecret) } };
      case "webhook":
        return {
          type: "webhook_basicauth",
          labels: { url: channel.url, username: channel.user },
          sensitiveLabels: { password: this.secret(channel.passwordSecret) },
        };
    }
  }

  /** By the data source that needs no more than to read the value. */
  private secret(name: string): string {
    return new DataGoogleSecretManagerSecretVersionAccess(this, "secret", { secret: name }).secretData;
  }
}

/** The secrets that open these channels, each once. */
export function secretsOfChannels(channels: Readonly<Record<string, Channel>>): string[] {
  return [...new Set(Object.values(channels).flatMap((channel) => secretOf(channel) ?? []))].sort();
}

function secretOf(channel: Channel): string | undefined {
  switch (channel.type) {
    case "email":
      return undefined;
    case "slack":
      return channel.tokenSecret;
    case "pagerduty":
      return channel.keySecret;
    case "webhook":
      return channel.passwordSecret;
  }
}
