import { projectId } from "../geography";
import { lastSegment, listOf, numberOf, type Place, textOf, thingOf } from "../kind";
import { unreadableSecrets } from "../kinds/run-v2/start";
import { secretIn } from "../kinds/secrets";
import type { CloudObject, Store } from "../store";
import { type Container, NotStarted } from "./machine";

/** What a task starts: the job's own command and arguments, with the values of its secrets. Throws where it cannot be started. */
export function containerOf(job: CloudObject, place: Place, execution: string): Container {
  const template = thingOf(thingOf(job, "template"), "template") ?? {};
  const [container = {}] = listOf(template, "containers") as CloudObject[];
  const [refusal] = unreadableSecrets(template, place);
  if (refusal !== undefined) throw new NotStarted("SECRETS_ACCESS_CHECK_FAILED", refusal);
  demandConnector(template, place);
  const seconds = Number(/^(\d+(?:\.\d+)?)s$/.exec(textOf(template, "timeout") ?? "")?.[1] ?? 600);
  return {
    job: place.name,
    image: textOf(container, "image") ?? "",
    command: listOf(container, "command").map(String),
    args: listOf(container, "args").map(String),
    env: {
      ...Object.fromEntries((listOf(container, "env") as CloudObject[]).map((one) => variable(one, place))),
      CLOUD_RUN_JOB: place.id,
      CLOUD_RUN_EXECUTION: execution,
      CLOUD_RUN_TASK_INDEX: "0",
      CLOUD_RUN_TASK_ATTEMPT: "0",
      CLOUD_RUN_TASK_COUNT: "1",
    },
    files: filesOf(template, container, place),
    milliseconds: seconds * 1000,
  };
}

function demandConnector(template: CloudObject, { project, location, store }: Place): void {
  const said = textOf(thingOf(template, "vpcAccess"), "connector");
  if (said === undefined) return;
  const name = said.includes("/") ? said : `projects/${project}/locations/${location}/connectors/${said}`;
  const connector = store.get(`vpcaccess/${name}`);
  if (!connector) {
    const why = "does not exist, or Cloud Run does not have permission to use it";
    throw new NotStarted("VPC_NETWORK_NOT_FOUND", `VPC connector ${name} ${why}.`);
  }
  if (connector.state !== "READY") {
    throw new NotStarted("VPC_NETWORK_NOT_FOUND", `VPC connector ${name} is not ready: ${String(connector.state)}.`);
  }
}

function variable(said: CloudObject, place: Place): [string, string] {
  const reference = thingOf(thingOf(said, "valueSource"), "secretKeyRef");
  const value = reference
    ? secretValue(textOf(reference, "secret") ?? "", textOf(reference, "version"), place)
    : textOf(said, "value");
  return [textOf(said, "name") ?? "", value ?? ""];
}

/** A secret without items is one file of its own name. */
function filesOf(template: CloudObject, container: CloudObject, place: Place): Record<string, string> {
  const volumes = listOf(template, "volumes") as CloudObject[];
  const mounts = listOf(container, "volumeMounts") as CloudObject[];
  const files = mounts.flatMap((mount) => {
    const mounted = thingOf(
      volumes.find((one) => one.name === mount.name),
      "secret",
    );
    if (!mounted) return [];
    const secret = textOf(mounted, "secret") ?? "";
    const items = listOf(mounted, "items") as CloudObject[];
    const whole: CloudObject[] = items.length > 0 ? items : [{ path: lastSegment(secret) }];
    return whole.map((item): [string, string] => [
      `${textOf(mount, "mountPath") ?? ""}/${textOf(item, "path") ?? ""}`,
      secretValue(secret, textOf(item, "version"), place),
    ]);
  });
  return Object.fromEntries(files);
}

function secretValue(said: string, version: string | undefined, { project, store }: Place): string {
  const owner = projectId(/^projects\/([^/]+)\//.exec(said)?.[1] ?? project, store);
  const secret = `secretmanager/projects/${owner}/secrets/${lastSegment(said)}`;
  const name = versionOf(secret, version ?? "latest", store);
  const value = store.get(name)?.state === "ENABLED" ? secretIn(name, store) : undefined;
  if (value !== undefined) return value;
  const [, path = ""] = /^[^/]+\/(.+)$/.exec(name) ?? [];
  const state = store.get(name)?.state;
  throw new NotStarted(
    "SECRETS_ACCESS_CHECK_FAILED",
    state === undefined ? `Secret ${path} was not found.` : `Secret version ${path} is in ${String(state)} state.`,
  );
}

/** `latest` is the version that was made last, whatever its state. */
function versionOf(secret: string, version: string, store: Store): string {
  if (version !== "latest") return `${secret}/versions/${version}`;
  const numbers = store.list(`${secret}/versions`).map(({ name }) => numberOf({ n: lastSegment(String(name)) }, "n"));
  return `${secret}/versions/${Math.max(0, ...numbers.filter((one) => one !== undefined))}`;
}
