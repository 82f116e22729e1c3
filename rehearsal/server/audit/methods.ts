/**
 * How Cloud Audit Logs call the methods that change something (https://cloud.google.com/logging/docs/audit/services has a
 * page for each API). Undefined for what is no activity of an administrator: data that is written, a run of a job, a
 * token that is given.
 */
export function auditedMethod(id: string): string | undefined {
  if (NOT_AUDITED.test(id)) return undefined;
  const verb = id.slice(id.lastIndexOf(".") + 1);
  if (READS.test(verb)) return undefined;
  if (id.startsWith("compute.")) return `v1.${id}`;
  const [prefix, noun = ""] = SERVICES.flatMap(([form, service]): [string, string][] => {
    const [, ...found] = form.exec(id) ?? [];
    return found.length > 0 ? [[service, found[0] ?? ""]] : [];
  })[0] ?? [undefined];
  if (prefix === undefined) return id;
  const known = VERBS[`${noun}.${verb}`] ?? VERBS[verb] ?? capital(verb);
  return known.startsWith("google.") ? known : `${prefix}.${known.replace("{}", singular(noun))}`;
}

const NOT_AUDITED =
  /^(sts|iamcredentials|storage\.objects|logging\.entries|run\.projects\.locations\.jobs\.run$|networkmanagement\.)/;
const READS = /^(get|list|query|access|aggregatedList|test|fetch|search|validate)/;

/** The API by the resource of the method, and the noun that the method is about. */
const SERVICES: [RegExp, string][] = [
  [/^redis\..*\.(instances)\.\w+$/, "google.cloud.redis.v1.CloudRedis"],
  [/^redis\..*\.(clusters)\.\w+$/, "google.cloud.redis.cluster.v1.CloudRedisCluster"],
  [/^run\..*\.(revisions)\.\w+$/, "google.cloud.run.v2.Revisions"],
  [/^run\.projects\..*\.(services)\.\w+$/, "google.cloud.run.v2.Services"],
  [/^run\.projects\..*\.(jobs)\.\w+$/, "google.cloud.run.v2.Jobs"],
  [/^run\.projects\..*\.(executions)\.\w+$/, "google.cloud.run.v2.Executions"],
  [/^run\.projects\..*\.(workerPools)\.\w+$/, "google.cloud.run.v2.WorkerPools"],
  [/^run\.namespaces\.(services)\.\w+$/, "google.cloud.run.v1.Services"],
  [/^vpcaccess\..*\.(connectors)\.\w+$/, "google.cloud.vpcaccess.v1.VpcAccessService"],
  [/^secretmanager\..*\.(secrets|versions)\.\w+$/, "google.cloud.secretmanager.v1.SecretManagerService"],
  [/^servicenetworking\..*\.(connections)\.\w+$/, "google.cloud.servicenetworking.v1.ServicePeeringManager"],
  [/^serviceusage\.(services)\.\w+$/, "google.api.serviceusage.v1.ServiceUsage"],
  [/^iam\..*\.(serviceAccounts|roles)\.\w+$/, "google.iam.admin.v1"],
  [/^cloudscheduler\..*\.(jobs)\.\w+$/, "google.cloud.scheduler.v1.CloudScheduler"],
];

const VERBS: Record<string, string> = {
  create: "Create{}",
  patch: "Update{}",
  delete: "Delete{}",
  deleteConnection: "Delete{}",
  undelete: "Undelete{}",
  "services.replaceService": "ReplaceService",
  "services.enable": "EnableService",
  "services.disable": "DisableService",
  "services.batchEnable": "BatchEnableServices",
  "secrets.addVersion": "AddSecretVersion",
  "secrets.create": "CreateSecret",
  "versions.destroy": "DestroySecretVersion",
  "versions.disable": "DisableSecretVersion",
  "versions.enable": "EnableSecretVersion",
  disable: "Disable{}",
  enable: "Enable{}",
};

/** `serviceAccounts` is the ServiceAccount. */
function singular(noun: string): string {
  return capital(noun.replace(/s$/, ""));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
