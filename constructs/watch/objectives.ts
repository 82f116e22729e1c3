import { MonitoringCustomService } from "@cdktf/provider-google/lib/monitoring-custom-service";
import { MonitoringSlo, type MonitoringSloRequestBasedSli } from "@cdktf/provider-google/lib/monitoring-slo";
import { Construct } from "constructs";
import type { Objective } from "../../watch/things";
import { ProjectApis } from "../project-apis";
import { filterOf } from "./filter";

export interface ObjectivesProps {
  /** Before the ids of all of them, which are short in addresses. */
  of: string;
  /** "staging-backend": what they are of, in addresses of Google's. */
  serviceId: string;
  title: string;
  objectives: readonly Objective[];
}

/** As long as the budget of a month that people talk about. */
const DAYS = 30;

/**
 * The objectives of one service, which Monitoring wants to hang on a service of its own. It has one for each of Cloud
 * Run by itself, but only once there is traffic: a deploy that needs it could not be the first.
 */
export class Objectives extends Construct {
  /** The reference to each, by its id. */
  readonly names = new Map<string, string>();

  constructor(scope: Construct, id: string, { of, serviceId, title, objectives }: ObjectivesProps) {
    super(scope, id);
    const service = new MonitoringCustomService(this, "Resource", {
      serviceId,
      displayName: title,
      dependsOn: [ProjectApis.of(this).enable("monitoring")],
    });
    for (const { id: sloId, title: displayName, goal, indicator } of objectives) {
      const slo = new MonitoringSlo(this, sloId.slice(of.length + 1), {
        service: service.serviceId,
        sloId,
        displayName,
        goal,
        rollingPeriodDays: DAYS,
        requestBasedSli: sliOf(indicator),
      });
      this.names.set(sloId, slo.name);
    }
  }
}

function sliOf(indicator: Objective["indicator"]): MonitoringSloRequestBasedSli {
  if (indicator.is === "below") {
    return {
      distributionCut: { distributionFilter: filterOf(indicator.series), range: { min: 0, max: indicator.most } },
    };
  }
  const totalServiceFilter = filterOf(indicator.total);
  return {
    goodTotalRatio:
      "good" in indicator
        ? { goodServiceFilter: filterOf(indicator.good), totalServiceFilter }
        : { badServiceFilter: filterOf(indicator.bad), totalServiceFilter },
  };
}
