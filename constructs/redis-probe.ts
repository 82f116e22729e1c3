import { CloudRunV2Job } from "@cdktf/provider-google/lib/cloud-run-v2-job";
import { CloudRunV2JobIamMember } from "@cdktf/provider-google/lib/cloud-run-v2-job-iam-member";
import { Construct } from "constructs";
import { argsOf, COMMAND } from "../probe/command";
import { PROBE_IMAGE } from "../probe/image";
import { MAX_RETRIES, nameOfProbe, PARALLELISM, PROBE_LABEL, TASK_COUNT, TIMEOUT_SECONDS } from "../probe/job";
import { literal } from "./literal";
import { environmentOf, type Placement } from "./placement";
import { ProjectApis } from "./project-apis";

export interface RedisProbeProps {
  /** The service that it stands for, by name. */
  service: string;
  region: string;
  /** Pinned by digest; by default the public one. */
  image?: string | undefined;
  /** Who may run it, by what they are to it: "deploys" and the e-mail address of an account. */
  runBy?: Readonly<Record<string, string>> | undefined;
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
    const { service, region, image, runBy } = props;
    this.resource = new CloudRunV2Job(this, "Resource", {
      name: nameOfProbe(service),
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
              // The least that Cloud Run gives a job.
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
    for (const [purpose, account] of Object.entries(runBy ?? {})) this.letRun(purpose, account);
  }

  private letRun(purpose: string, account: string): CloudRunV2JobIamMember {
    const { name, locationInput: location } = this.resource;
    return new CloudRunV2JobIamMember(this, purpose, {
      name,
      location,
      role: "roles/run.invoker",
      member: `serviceAccount:${account}`,
    });
  }
}
