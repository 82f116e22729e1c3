import type { Model } from "../inputs/model";
import type { Path } from "../reachability/path";
import { publicCause, publicStep } from "../reachability/public-path";
import type { Service, Target } from "../topology/model";
import { get, knownText } from "../topology/read";
import { field, known } from "../values";
import { type Judged, judge, worst } from "../verify";
import type { VerifiedPath } from "./contract";
import type { Job } from "./job";

/** What `lineup verify` says of the paths of a project, to be held beside the probes. */
export class Beside {
  private readonly judged: Judged;

  constructor(private readonly model: Model) {
    this.judged = judge(model);
  }

  /** The path of the service that a job stands for, else of the job itself; to this host, where it is known. */
  pathOf(job: Job, host: string | undefined): VerifiedPath | undefined {
    const path = this.find(job, host);
    if (!path) return undefined;
    const { verdict, from, to, port, causes, undecided, steps } = path;
    return {
      ...{ input: this.model.file, verdict, from, to, port },
      causes: causes.map(publicCause),
      undecided: undecided.map(publicCause),
      steps: steps.map(publicStep),
    };
  }

  /** At which addresses the Redis of its service is; undefined where one of them is not known. */
  hostsOf(job: Job): string[] | undefined {
    const hosts = this.pathsOf(job).map((path) => {
      const { host, readEndpoint, alsoAt = [] } = this.targetOf(path) ?? {};
      return known(host) === undefined ? undefined : [known(host), known(readEndpoint), ...alsoAt];
    });
    return hosts.includes(undefined) ? undefined : hosts.flat().flatMap((one) => one ?? []);
  }

  /** The names of those that have a path and no job that stands for them. */
  withoutProbe(jobs: readonly Job[], environment: string | undefined): string[] {
    const callers = new Set(this.judged.paths.map(({ from }) => from));
    const isProbed = (one: Service) =>
      jobs.some((job) => (isJob(one) ? is(one, job.name, job.region) : is(one, job.service, job.region)));
    const label = ({ resource }: Service) => knownText(field(get(resource, "labels"), "environment"));
    return this.judged.topology.services
      .filter((one) => callers.has(one.address) && !isProbed(one))
      .filter((one) => environment === undefined || label(one) === environment)
      .map(({ name, address }) => known(name) ?? address);
  }

  private pathsOf(job: Job): Path[] {
    const named = (name: string | undefined, wanted: boolean) =>
      this.judged.topology.services.filter((one) => is(one, name, job.region) && isJob(one) === wanted);
    const callers = job.service === undefined ? [] : named(job.service, false);
    const addresses = new Set((callers.length > 0 ? callers : named(job.name, true)).map(({ address }) => address));
    return this.judged.paths.filter(({ from }) => addresses.has(from));
  }

  private targetOf({ to }: Path): Target | undefined {
    return this.judged.topology.targets.find(({ address }) => address === to);
  }

  private find(job: Job, host: string | undefined): Path | undefined {
    const paths = this.pathsOf(job);
    const there = paths.filter((path) => {
      const target = this.targetOf(path);
      return host !== undefined && [known(target?.host), ...(target?.alsoAt ?? [])].includes(host);
    });
    const all = there.length > 0 ? there : paths;
    const verdict = worst(all.map((path) => path.verdict));
    return all.find((path) => path.verdict === verdict);
  }
}

function isJob({ resource }: Service): boolean {
  return resource.type.endsWith("_job");
}

function is({ name, region }: Service, wanted: string | undefined, where: string): boolean {
  const at = known(region);
  return wanted !== undefined && known(name) === wanted && (at === undefined || at === where);
}
