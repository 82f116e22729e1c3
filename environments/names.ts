import { CONNECTOR_NAME_LONGEST } from "../facts/connectors";

/** Every name of an environment's resources: derived from its own, or set. Names are derived nowhere else. */
export interface EnvironmentNames {
  network: string;
  subnet: string;
  servicesRange: string;
  connector: string;
  redis: string;
  router: string;
  nat: string;
  stateBucket: string;
  stateLogBucket: string;
}

interface NamingSettings {
  name: string;
  project: string;
  network?: Partial<Record<"name" | "subnetName" | "servicesRangeName", string | undefined>>;
  connector?: { name?: string | undefined };
  redis?: { name?: string | undefined };
  nat?: Partial<Record<"routerName" | "gatewayName", string | undefined>>;
}

export function namesFor({ name, project, network, connector, redis, nat }: NamingSettings): EnvironmentNames {
  return {
    network: network?.name ?? `${name}-vpc`,
    subnet: network?.subnetName ?? `${name}-subnet`,
    servicesRange: network?.servicesRangeName ?? `${name}-private-ip`,
    connector: connector?.name ?? `${name}-connector`,
    redis: redis?.name ?? `${name}-redis`,
    router: nat?.routerName ?? `${name}-nat-router`,
    nat: nat?.gatewayName ?? `${name}-nat-gateway`,
    stateBucket: `${project}-terraform-state`,
    stateLogBucket: `${project}-terraform-state-logs`,
  };
}

/** The setting that replaces a derived name: what exists under another name keeps it. */
export const NAMED_BY: Partial<Record<keyof EnvironmentNames, string>> = {
  network: "network.name",
  subnet: "network.subnetName",
  servicesRange: "network.servicesRangeName",
  connector: "connector.name",
  redis: "redis.name",
  router: "nat.routerName",
  nat: "nat.gatewayName",
};

/** The stack of what must be there before the environment's own: the bucket of its state, identities. */
export const bootstrapStackOf = (name: string) => `${name}-bootstrap`;

/** The longest name each resource takes, from the API reference of its kind. */
export const LONGEST: Record<keyof EnvironmentNames, number> = {
  network: 63,
  subnet: 63,
  servicesRange: 63,
  connector: CONNECTOR_NAME_LONGEST,
  redis: 40,
  router: 63,
  nat: 63,
  stateBucket: 63,
  stateLogBucket: 63,
};

/** The account of this id: who only uses one knows it by its address. */
export function accountEmail(id: string, project: string): string {
  return `${id}@${project}.iam.gserviceaccount.com`;
}

/** A service's own service account carries its name, and its limits are narrower than Cloud Run's. */
export const ACCOUNT_ID_LENGTH = { shortest: 6, longest: 30 };
