import { MonitoringUptimeCheckConfig } from "@cdktf/provider-google/lib/monitoring-uptime-check-config";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { ProjectApis } from "../project-apis";

export interface UptimeCheckProps {
  title: string;
  /** "https://…", as Cloud Run says it. */
  url: string;
  path: string;
}

/**
 * Asks a service from several places in the world, each minute, whether it is ready. Of one that scales to zero it would
 * keep an instance up, and of one that is not public it would hear no.
 */
export class UptimeCheck extends Construct {
  private readonly resource: MonitoringUptimeCheckConfig;

  constructor(scope: Construct, id: string, { title, url, path }: UptimeCheckProps) {
    super(scope, id);
    this.resource = new MonitoringUptimeCheckConfig(this, "Resource", {
      displayName: title,
      checkerType: "STATIC_IP_CHECKERS",
      period: "60s",
      timeout: "10s",
      httpCheck: { requestMethod: "GET", path, port: 443, useSsl: true, validateSsl: true },
      monitoredResource: { type: "uptime_url", labels: { host: Fn.trimprefix(url, "https://") } },
      dependsOn: [ProjectApis.of(this).enable("monitoring")],
    });
  }

  /** As `metric.labels.check_id` has it. */
  get id(): string {
    return this.resource.uptimeCheckId;
  }
}
