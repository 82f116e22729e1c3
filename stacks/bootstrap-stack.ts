import { Annotations, GcsBackend, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { AuditLogs } from "../constructs/pipeline/audit-logs";
import { type Granted, PipelineAccount } from "../constructs/pipeline/pipeline-account";
import { placesOf } from "../constructs/pipeline/provider-condition";
import { ServiceAccounts } from "../constructs/pipeline/service-accounts";
import { StateBucket } from "../constructs/pipeline/state-bucket";
import { WorkloadIdentity } from "../constructs/pipeline/workload-identity";
import { ProjectApis } from "../constructs/project-apis";
import { redisSecrets } from "../constructs/redis-cache";
import { secretsOfChannels } from "../constructs/watch/notification-channel";
import type { Environment } from "../environments/environment";
import type { OnlyWith } from "../facts/identities";
import { repositoryVariables } from "./bootstrap-variables";
import { GoogleStack } from "./google-stack";

/**
 * What must be there before a pipeline can deploy the environment, made once by a person: the bucket of the state, and
 * who may do what. It keeps its own state in the bucket that it makes (docs/runbooks/bootstrap.md).
 */
export class BootstrapStack extends GoogleStack {
  constructor(scope: Construct, id: string, env: Environment) {
    super(scope, id, env);
    const { names, project } = env;
    new GcsBackend(this, { bucket: names.stateBucket, prefix: id });
    const repository = repositoryVariables(this);

    const state = new StateBucket(this, "state", {
      name: names.stateBucket,
      logBucket: names.stateLogBucket,
      region: env.region,
      ...env.state,
    });
    new AuditLogs(this, "audit-logs", { project });
    const apis = ProjectApis.of(this);
    apis.enableAll();
    if (env.watch) apis.enable("cloudscheduler");
    if (env.probe?.trace) apis.enable("networkmanagement");
    const services = new ServiceAccounts(this, "services", env.services);

    const github = new WorkloadIdentity(this, "github", {
      environment: env.name,
      repositoryId: repository.id,
      ownerId: repository.ownerId,
    });
    const places = placesOf(env.name);
    const on: Granted = {
      project,
      projectNumber: github.projectNumber,
      stateBucket: state.bucket,
      statePrefix: env.name,
      accounts: services.accounts,
      redisSecrets: Object.values(redisSecrets(names.redis)),
      serviceSecrets: [...new Set(Object.values(env.services).flatMap(({ secrets }) => Object.values(secrets)))].sort(),
      channelSecrets: secretsOfChannels(env.alerts.channels ?? {}),
      settings: new Set(grantsAskedBy(env)),
      roles: new Map(),
    };
    const watch = env.watch && new PipelineAccount(this, "watch", { identity: "watch", on });
    on.scheduleAccount = watch?.account;
    const plan = new PipelineAccount(this, "plan", { identity: "plan", on, jobs: { of: github, at: places.plan } });
    const probe = new PipelineAccount(this, "probe", { identity: "probe", on, jobs: { of: github, at: places.probe } });
    const deploy = new PipelineAccount(this, "deploy", {
      identity: "deploy",
      on,
      jobs: { of: github, at: places.deploy },
    });

    if (env.plans === "every-branch") Annotations.of(this).addWarning(everyBranch(env));
    const outputs = {
      workload_identity_provider: github.provider.name,
      plan_service_account: plan.account.email,
      deploy_service_account: deploy.account.email,
      probe_service_account: probe.account.email,
      state_bucket: state.bucket.name,
      repository: repository.name,
      repository_id: repository.id,
      repository_owner_id: repository.ownerId,
    };
    // A variable may have the same name, and two constructs may not.
    for (const [name, value] of Object.entries(outputs)) {
      new TerraformOutput(this, `output-${name}`, { value }).overrideLogicalId(name);
    }
  }
}

/** The settings of an environment for which identities need more. */
function grantsAskedBy({ probe, watch }: Pick<Environment, "probe" | "watch">): OnlyWith[] {
  return [...(probe?.trace ? (["probe.trace"] as const) : []), ...(watch ? (["watch"] as const) : [])];
}

/** Said at every synth, and by the command that bootstraps. */
export function everyBranch({ name, names, alerts }: Pick<Environment, "name" | "names" | "alerts">): string {
  const opened = secretsOfChannels(alerts.channels ?? {});
  const more = opened.length > 0 ? `, and what opens channels of alerts: ${opened.join(", ")}` : "";
  return `${name} says plans: "every-branch": everybody who can push a branch can read the AUTH string of ${names.redis}${more} - say plans: "approved" to have a reviewer let each plan begin`;
}
