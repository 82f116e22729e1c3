import { type ApiObject, textAt } from "../../../google/answer";
import { own } from "../../../inputs/blocks";
import { once } from "../../../once";
import type { Evidence } from "../../contract";
import type { Live, Scene } from "../../part";
import { type Entries, entriesOf } from "../entries";
import { thingAt } from "./things";
import { clientIn, done, personIn } from "./words";

/** What a path stands on, and who may do what: of these APIs every change is looked at. */
const APIS = [
  ...["compute", "vpcaccess", "redis", "run", "secretmanager", "iam", "dns", "servicenetworking", "serviceusage"],
  "cloudresourcemanager",
];
/** Machines and disks come and go by themselves, and no path of a service hangs on one. */
const NOISE = ["compute.instances.", "compute.disks.", "compute.instanceGroup"];

/** Whoever comes back from a weekend asks what happened since Friday. */
const WINDOW = 7 * 24 * 60 * 60_000;

/** What administrators have done, the newest first: read once for all who ask. */
export const audited = once((scene: Scene) => auditedSince(scene, new Date(scene.now.getTime() - WINDOW)));

function auditedSince(scene: Scene, since: Date): Promise<Entries> {
  const filter = [
    `logName="projects/${scene.project}/logs/cloudaudit.googleapis.com%2Factivity"`,
    `timestamp>="${since.toISOString()}"`,
    `(${APIS.map((api) => `protoPayload.serviceName="${api}.googleapis.com"`).join(" OR ")})`,
    ...NOISE.map((method) => `NOT protoPayload.methodName:"${method}"`),
  ].join(" AND ");
  return entriesOf(scene, filter);
}

/** What was done to things that paths hang on. What was asked for and refused has changed nothing. */
export function changesIn(entries: readonly ApiObject[], live: Live | undefined): Evidence[] {
  const failed = new Set(entries.filter(isRefused).flatMap((entry) => operationOf(entry)?.id ?? []));
  return entries.flatMap((entry) => {
    const operation = operationOf(entry);
    if (isRefused(entry) || (operation !== undefined && (!operation.isFirst || failed.has(operation.id)))) return [];
    return changeIn(entry, live);
  });
}

function isRefused(entry: ApiObject): boolean {
  const code = own(own(own(entry, "protoPayload"), "status"), "code");
  return typeof code === "number" && code !== 0;
}

/** What takes long has an entry at its beginning and one at its end. */
function operationOf(entry: ApiObject): { id: string; isFirst: boolean } | undefined {
  const operation = own(entry, "operation");
  const id = textAt(operation, "id");
  if (id === undefined || own(operation, "first") === own(operation, "last")) return undefined;
  return { id, isFirst: own(operation, "first") === true };
}

const METHOD = /^[\w.]{1,200}$/;

function changeIn(entry: ApiObject, live: Live | undefined): Evidence[] {
  const payload = own(entry, "protoPayload");
  const [method, path, service] = ["methodName", "resourceName", "serviceName"].map((key) => textAt(payload, key));
  const when = Date.parse(textAt(entry, "timestamp") ?? "");
  if (method === undefined || !METHOD.test(method) || path === undefined || Number.isNaN(when)) return [];
  const email = textAt(own(own(entry, "resource"), "labels"), "email_id");
  const at = thingAt(service?.split(".")[0] ?? "", path.slice(0, 1_000), email, live);
  if (at === undefined) return [];
  const by = personIn(textAt(own(payload, "authenticationInfo"), "principalEmail"));
  const client = clientIn(textAt(own(payload, "requestMetadata"), "callerSuppliedUserAgent"));
  const text = `${done(method)}${client === undefined ? "" : ` with ${client}`} (${method})`;
  return [{ from: "changes", at, attribute: "", text, when: new Date(when).toISOString(), ...(by ? { by } : {}) }];
}
