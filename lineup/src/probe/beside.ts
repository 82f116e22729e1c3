import type { Model } from "../inputs/model";
import type { Path } from "../reachability/path";
import { publicCause, publicStep } from "../reachability/public-path";
import type { Service } from "../topology/model";
import { known } from "../values";
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

  private find(job: Job, host: string | undefined): Path | undefined {
    const { services, targets } = this.judged.topology;
    const named = (name: string | undefined, isJob: boolean) =>
      services.filter(
        (one) => is(one, name, job.region) && /_job(\.|$)/.test(one.address.split("[")[0] ?? "") === isJob,
      );
    const callers = job.service === undefined ? [] : named(job.service, false);
    const addresses = new Set((callers.length > 0 ? callers : named(job.name, true)).map(({ address }) => address));
    const paths = this.judged.paths.filter(({ from }) => addresses.has(from));
    const there = paths.filter(({ to }) => {
      const target = targets.find(({ address }) => address === to);
      return host !== undefined && [known(target?.host), ...(target?.alsoAt ?? [])].includes(host);
    });
    const all = there.length > 0 ? there : paths;
    const verdict = worst(all.map((path) => path.verdict));
    return all.find((path) => path.verdict === verdict);
  }
}

function is({ name, region }: Service, wanted: string | undefined, where: string): boolean {
  const at = known(region);
  return wanted !== undefined && known(name) === wanted && (at === undefined || at === where);
}
