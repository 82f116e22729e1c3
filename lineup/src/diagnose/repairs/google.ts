import { LOG_LINES } from "../../../../facts/log-lines";
import { word } from "../../text/shell";
import { type Names, name, services, UNKNOWN } from "./names";

// The commands of Google's: each group, command and flag stands in facts/gcloud-commands.json.

const inProject = (names: Names, command: string) => `gcloud ${command} --project ${name(names, "project")}`;
const inRegion = (names: Names, command: string) => inProject(names, `${command} --region ${name(names, "region")}`);
const ofRedis = (names: Names, fields: string) =>
  inRegion(names, `redis instances describe ${name(names, "redis")} --format 'value(${fields})'`);

export const redisAddress = (names: Names) => ofRedis(names, "host,port,state");
export const redisAccess = (names: Names) => ofRedis(names, "authEnabled,transitEncryptionMode,port");
export const redisNetwork = (names: Names) => ofRedis(names, "authorizedNetwork,connectMode,locationId");
export const redisOperations = (names: Names) => inRegion(names, "redis operations list --limit 5");

export const connectorState = (names: Names) =>
  inRegion(
    names,
    `compute networks vpc-access connectors describe ${name(names, "connector")} --format 'value(state,network,ipCidrRange)'`,
  );
export const deleteConnector = (names: Names) =>
  inRegion(names, `compute networks vpc-access connectors delete ${name(names, "connector")}`);

export const egressRules = (names: Names) =>
  inProject(
    names,
    `compute firewall-rules list --filter ${word(`network:${names.network ?? UNKNOWN.network} direction=EGRESS`)} --sort-by priority`,
  );
export const disableRule = (names: Names) =>
  inProject(names, `compute firewall-rules update ${name(names, "rule")} --disabled`);
export const effectiveFirewalls = (names: Names) =>
  inProject(names, `compute networks get-effective-firewalls ${name(names, "network")}`);
export const policyRoutes = (names: Names) => inProject(names, "network-connectivity policy-based-routes list");

export const peerings = (names: Names) =>
  inProject(names, `compute networks peerings list --network ${name(names, "network")}`);
export const importedRoutes = (names: Names) =>
  inRegion(
    names,
    `compute networks peerings list-routes servicenetworking-googleapis-com --network ${name(names, "network")} --direction INCOMING`,
  );
export const peerAgain = (names: Names) =>
  inProject(
    names,
    `services vpc-peerings update --service servicenetworking.googleapis.com --network ${name(names, "network")} --ranges ${word(names.servicesRanges?.join(",") ?? UNKNOWN.servicesRanges)} --force`,
  );
export const subnets = (names: Names) =>
  inProject(names, `compute networks subnets list --network ${name(names, "network")}`);
export const endpointPolicies = (names: Names) =>
  inRegion(names, "network-connectivity service-connection-policies list");

const ofServices = (names: Names, command: (service: string) => string) =>
  services(names).map((service) => inRegion(names, command(service)));

/** Its conditions, its network and its traffic: no variables, whose values are nobody's to read. */
export const serviceState = (names: Names) =>
  ofServices(
    names,
    (service) =>
      `run services describe ${service} --format 'yaml(status.conditions,status.traffic,spec.template.metadata.annotations)'`,
  );
export const serviceRevisions = (names: Names) =>
  ofServices(names, (service) => `run revisions list --service ${service} --limit 5`);

/** An app that writes plain text writes it without a severity: the lines that are known are looked for by what they say. */
const KNOWN = [LOG_LINES.failedStart, LOG_LINES.timeout, LOG_LINES.authRefused].flatMap(({ texts }) => [...texts]);
export const lines = (names: Names) =>
  logs(names, `(severity>=ERROR OR ${KNOWN.map((text) => JSON.stringify(text)).join(" OR ")})`);
export const closings = (names: Names) =>
  logs(names, LOG_LINES.websocketClosed.texts.map((text) => JSON.stringify(text)).join(" "));
/** The last lines with this in them. */
export function logs({ services: hit = [], ...names }: Names, filter: string): string[] {
  return (hit.length > 0 ? hit : [UNKNOWN.service]).map((service) => {
    const query = `resource.type="cloud_run_revision" resource.labels.service_name=${JSON.stringify(service)} ${filter}`;
    return inProject(names, `logging read ${word(query)} --freshness 15m --limit 20`);
  });
}

export const secretVersions = (names: Names) => inProject(names, `secrets versions list ${name(names, "secret")}`);
export const enableVersion = (names: Names) =>
  inProject(names, `secrets versions enable ${name(names, "version")} --secret ${name(names, "secret")}`);
export const secretAccess = (names: Names) => inProject(names, `secrets get-iam-policy ${name(names, "secret")}`);
export const accounts = (names: Names) => inProject(names, "iam service-accounts list");
export const undeleteAccount = (names: Names) => inProject(names, "iam service-accounts undelete NUMBER");
export const enableAccount = (names: Names) =>
  inProject(names, `iam service-accounts enable ${name(names, "account")}`);

export const domains = (names: Names) => inRegion(names, "beta run domain-mappings list");
export const certificates = (names: Names) => inProject(names, "compute ssl-certificates list");

const stateObject = ({ state }: Names, file: string) =>
  word(`gs://${state?.bucket ?? UNKNOWN.bucket}/${state?.prefix ?? UNKNOWN.prefix}/${file}`);
/** Who holds the lock, since when. Its ID is the generation of the object, not the ID in its text. */
export const lockText = (names: Names) => `gcloud storage cat ${stateObject(names, "default.tflock")}`;
export const lockId = (names: Names) =>
  `gcloud storage objects describe ${stateObject(names, "default.tflock")} --format 'value(generation)'`;
export const stateVersions = (names: Names) =>
  `gcloud storage ls --all-versions --long ${stateObject(names, "default.tfstate")}`;

export const clusters = (names: Names) => inRegion(names, "redis clusters list");
export const valkeys = (names: Names) =>
  inProject(names, `memorystore instances list --location ${name(names, "region")}`);
export const databases = (names: Names) => inProject(names, "sql instances list");
