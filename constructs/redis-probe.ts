import { CloudRunV2Job } from "@cdktf/provider-google/lib/cloud-run-v2-job";
import { CloudRunV2JobIamMember } from "@cdktf/provider-google/lib/cloud-run-v2-job-iam-member";
import { Construct } from "constructs";
import { STARTS_JOBS } from "../facts/identities";
import { argsOf, COMMAND } from "../probe/command";
import { PROBE_IMAGE } from "../probe/image";
import { MAX_RETRIES, nameOfProbe, PARALLELISM, PROBE_LABEL, TASK_COUNT, TIMEOUT_SECONDS } from "../probe/job";
import type { EveryMinutes } from "../probe/schedule";
import { literal } from "./literal";
import { environmentOf, type Placement } from "./placement";
import { ProbeSchedule } from "./probe-schedule";
import { ProjectApis } from "./project-apis";

export interface RedisProbeProps {
  /** The service that it stands for, by name. */
  service: string;
  region: string;
  /** Pinned by digest; by default the public one. */
  image?: string | undefined;
  /** The e-mail address of the account that proves after a deploy, and may run it. */
  provenBy?: string | undefined;
  /** Runs it all the time, as the account of this e-mail address. */
  watch?: { everyMinutes: EveryMinutes; account: string } | undefined;
}

/**
 * A Cloud Run job that opens a connection to Redis from where a service stands, and says at which step it stops. Only
 * what connecting the service has given is its: none of the service's own variables or secrets.
 *
 * Nothing protects it from
 * deletion, since it holds no data and the next deploy makes it again; a job that is protected would stand in the way of
 * taking its service out.
 */
export class RedisProbe extends Construct {
  private readonly resource: CloudRunV2Job;

  constructor(scope: Construct, id: string, placement: Placement, props: RedisProbeProps) {
    super(scope, id);
    const { service, region, image, provenBy, watch } = props;
    const name = nameOfProbe(service);
    this.resource = new CloudRunV2Job(this, "Resource", {
      name,
      location: region,
      labels: { [PROBE_LABEL]: service },
      launchStage: "GA",
      deletionProtection: false,
      template: {
        taskCount: TASK_COUNT,
        parallelism: PARALLELISM,
        template: {
          ...placement.template,
          executionEnvironment: "EXECUTION_ENVIRONMENT_GEN2",
          maxRetries: MAX_RETRIES,
          timeout: `${TIMEOUT_SECONDS}s`,
          containers: [
            {
              image: image ?? PROBE_IMAGE,
              command: [...COMMAND],
              args: argsOf().map(literal),
              // No less memory in this generation; a whole CPU, so that the latency is that of Redis.
              resources: { limits: { cpu: "1", memory: "512Mi" } },
              env: environmentOf(() => placement.variables),
              volumeMounts: placement.volumeMounts,
            },
          ],
        },
      },
      dependsOn: [ProjectApis.of(this).enable("run")],
    });
    placement.place(this.resource);
    if (provenBy) this.letRun("proof", provenBy);
    if (watch) {
      const leave = this.letRun("watch-run", watch.account);
      new ProbeSchedule(this, "watch", { job: this.resource, name, region, ...watch, leave });
    }
  }

  get jobName(): string {
    return this.resource.name;
  }

  private letRun(id: string, account: string): CloudRunV2JobIamMember {
    const { name, locationInput: location } = this.resource;
    return new CloudRunV2JobIamMember(this, id, {
      name,
      location,
      role: STARTS_JOBS,
      member: `serviceAccount:${account}`,
    });
  }
}
