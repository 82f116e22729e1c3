import { UPTIME_PERIODS_SECONDS } from "../../../../facts/metrics/limits";
import { type ApiKind, textOf, thingOf } from "../../kind";
import type { CloudObject } from "../../store";
import { invalid, secondsOf } from "./fields";

const PERIODS = UPTIME_PERIODS_SECONDS.map((seconds) => `${seconds}s`);
/** `timeout` in the discovery document. */
const TIMEOUT = { least: 1, most: 60 };

export const uptimeChecks: ApiKind = {
  collection: "monitoring/projects/{project}/uptimeCheckConfigs",
  style: "immediate",
  named: { made: (body, { store }) => `${slug(textOf(body, "displayName"))}-${store.next().toString(36)}` },
  check: (draft) => {
    if (!PERIODS.includes(textOf(draft, "period") ?? "60s")) {
      throw invalid("uptime_check_config.period", draft.period, `must be one of ${PERIODS.join(", ")}`);
    }
    const timeout = secondsOf(draft.timeout) ?? 0;
    if (timeout < TIMEOUT.least || timeout > TIMEOUT.most) {
      throw invalid("uptime_check_config.timeout", draft.timeout ?? "", "must be from 1 to 60 seconds");
    }
  },
  filled: (draft, { path, project }) => {
    const [http, resource] = [thingOf(draft, "httpCheck"), thingOf(draft, "monitoredResource")];
    return {
      period: "60s",
      checkerType: "STATIC_IP_CHECKERS",
      ...draft,
      name: path,
      ...(http ? { httpCheck: { requestMethod: "GET", path: "/", port: http.useSsl ? 443 : 80, ...http } } : {}),
      // The provider takes the label that is filled in for no change.
      ...(resource ? { monitoredResource: withProject(resource, project) } : {}),
    };
  },
};

function withProject(resource: CloudObject, project: string): CloudObject {
  return { ...resource, labels: { project_id: project, ...thingOf(resource, "labels") } };
}

function slug(title = "check"): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 40);
}
