import { COMMAND, isProbe } from "../../../probe/command";
import { PROBE_LABEL } from "../../../probe/job";
import { field } from "../values";
import type { Service, Topology } from "./model";
import { projectOf } from "./networks";
import { get, items, knownText, within } from "./read";

const JOB = "google_cloud_run_v2_job";
const SERVICES = ["google_cloud_run_v2_service", "google_cloud_run_service"];

/**
 * The probes of an input, and the service that each stands for, by address. A label alone makes no probe: the job runs
 * the script and nothing besides, and there is one such service in its project and region.
 */
export function probedServices({ services }: Pick<Topology, "services">): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const job of services) {
    const name = job.resource.type === JOB && job.certain ? labelOf(job) : undefined;
    if (name === undefined || !runsScript(job)) continue;
    const [service, ...others] = services.filter((one) => one.name === name && isBeside(one, job));
    if (service && others.length === 0) found.set(job.address, service.address);
  }
  return found;
}

/** After an import Terraform's state has the labels under another name. */
function labelOf({ resource }: Service): string | undefined {
  const [label] = ["labels", "effective_labels"].flatMap(
    (name) => knownText(field(get(resource, name), PROBE_LABEL)) ?? [],
  );
  return label;
}

function runsScript({ resource, arguments: words }: Service): boolean {
  const task = within(within(get(resource, "template"), "template"), "containers");
  if (items(task).length !== 1) return false;
  const said = (key: string) =>
    words.filter(({ attribute }) => attribute.endsWith(`.${key}`)).map(({ value }) => value);
  const command = said("command");
  const isNode = command.length === COMMAND.length && COMMAND.every((word, index) => command[index] === word);
  return isNode && isProbe(said("args"));
}

function isBeside({ resource, region }: Service, job: Service): boolean {
  const isKnown = typeof region === "string" && region === job.region;
  return SERVICES.includes(resource.type) && isKnown && projectOf(resource) === projectOf(job.resource);
}
