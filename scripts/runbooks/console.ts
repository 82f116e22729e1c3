import type { Here } from "./names";

/** Places in Google's console, as a link of a page. */
export interface Place {
  text: string;
  url: string;
}

const BASE = "https://console.cloud.google.com";

function place({ project }: Here, text: string, path: string): Place {
  return { text, url: `${BASE}/${path}${path.includes("?") ? "&" : "?"}project=${project}` };
}

export const redis = (here: Here) =>
  place(here, "Redis", `memorystore/redis/locations/${here.region}/instances/${here.redis}/details/overview`);
export const connectors = (here: Here) => place(here, "connectors", "networking/connectors/list");
export const firewall = (here: Here) => place(here, "firewall", "net-security/firewall-manager/firewall-policies/list");
export const peering = (here: Here) => place(here, "peerings", "networking/peering/list");
export const dashboards = (here: Here) => place(here, "dashboards", "monitoring/dashboards");
export const incidents = (here: Here) => place(here, "incidents", "monitoring/alerting/incidents");
export const jobs = (here: Here) => place(here, "jobs", "run/jobs");
export const domains = (here: Here) => place(here, "domains", "run/domains");
export const accounts = (here: Here) => place(here, "accounts", "iam-admin/serviceaccounts");
export const bucket = (here: Here) => place(here, "state", `storage/browser/${here.state.bucket}/${here.state.prefix}`);
export const databases = (here: Here) => place(here, "databases", "sql/instances");
export const secret = (here: Here) =>
  here.secret === undefined
    ? place(here, "secrets", "security/secret-manager")
    : place(here, "secret", `security/secret-manager/secret/${here.secret}/versions`);

export const service = (here: Here, name: string) => place(here, name, `run/detail/${here.region}/${name}/revisions`);

/** The same lines that the command reads. */
export function logs(here: Here, query: string): Place {
  return place(here, "log", `logs/query;query=${encodeURIComponent(query)}`);
}

export const linked = ({ text, url }: Place) => `[${text}](${url})`;
