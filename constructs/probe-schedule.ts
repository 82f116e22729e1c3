import type { CloudRunV2Job } from "@cdktf/provider-google/lib/cloud-run-v2-job";
import type { CloudRunV2JobIamMember } from "@cdktf/provider-google/lib/cloud-run-v2-job-iam-member";
import { CloudSchedulerJob } from "@cdktf/provider-google/lib/cloud-scheduler-job";
import { Construct } from "constructs";
import { cronOf, type EveryMinutes } from "../probe/schedule";
import { ProjectApis } from "./project-apis";

export interface ProbeScheduleProps {
  job: CloudRunV2Job;
  name: string;
  region: string;
  everyMinutes: EveryMinutes;
  /** The e-mail address of the account that it starts the job as, and the leave of that account to start it. */
  account: string;
  leave: CloudRunV2JobIamMember;
}

/** Starts a probe every few minutes. One that could not be started is not tried again: the next one is near. */
export class ProbeSchedule extends Construct {
  constructor(scope: Construct, id: string, props: ProbeScheduleProps) {
    super(scope, id);
    const { job, name, region, everyMinutes, account, leave } = props;
    new CloudSchedulerJob(this, "Resource", {
      name,
      region,
      description: `Starts ${name} every ${everyMinutes} min`,
      schedule: cronOf(everyMinutes),
      timeZone: "Etc/UTC",
      paused: false,
      // The answer is an operation, which is there at once; the probe itself goes on.
      attemptDeadline: "30s",
      retryConfig: { retryCount: 0 },
      httpTarget: {
        httpMethod: "POST",
        uri: `https://run.googleapis.com/v2/${job.id}:run`,
        oauthToken: {
          serviceAccountEmail: account,
          scope: "https://www.googleapis.com/auth/cloud-platform",
        },
      },
      dependsOn: [ProjectApis.of(this).enable("cloudscheduler"), leave],
    });
  }
}
