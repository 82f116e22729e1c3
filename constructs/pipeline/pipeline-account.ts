import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceAccountIamMember } from "@cdktf/provider-google/lib/service-account-iam-member";
import type { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { Construct } from "constructs";
import { ACCOUNT_IDS, type Grant, type GrantedOn, grantsOf, type OnlyWith } from "../../facts/identities";
import { ProjectApis } from "../project-apis";
import { type GrantCondition, onSecrets, onState } from "./grant-conditions";
import type { WorkloadIdentity } from "./workload-identity";

/** What grants can be made on. */
export interface Granted {
  project: string;
  projectNumber: string;
  stateBucket: StorageBucket;
  /** Where the environment's state is in the bucket. */
  statePrefix: string;
  accounts: ReadonlyMap<string, ServiceAccount>;
  redisSecrets: readonly string[];
  serviceSecrets: readonly string[];
  /** Of what opens the channels of alerts. */
  channelSecrets: readonly string[];
  /** Which settings the environment has that ask for grants of their own. */
  settings: ReadonlySet<OnlyWith>;
  /** The names of the custom roles that were made so far, by id: two identities may have the same one. */
  roles: Map<string, string>;
  /** Where something starts the probes by itself. */
  scheduleAccount?: ServiceAccount | undefined;
}

export interface PipelineAccountProps {
  identity: keyof typeof ACCOUNT_IDS;
  on: Granted;
  /** Which jobs become this account; left out, none does. */
  jobs?: { of: WorkloadIdentity; at: readonly string[] };
}

/**
 * An account of the pipeline, with the roles that facts/identities.ts lists for it. Nobody has a key to it.
 *
 * A custom role that is deleted keeps its id for weeks: made anew, it is refused. Within 7 days it is undeleted (gcloud iam
 * roles undelete) and imported instead.
 */
export class PipelineAccount extends Construct {
  readonly account: ServiceAccount;
  private readonly on: Granted;

  constructor(scope: Construct, id: string, { identity, on, jobs }: PipelineAccountProps) {
    super(scope, id);
    this.on = on;
    this.account = new ServiceAccount(this, "account", {
      accountId: ACCOUNT_IDS[identity],
      displayName: `The pipeline, to ${identity}`,
      dependsOn: [ProjectApis.of(this).enable("iam")],
    });
    for (const grant of grantsOf(identity)) this.give(grant);
    jobs?.at.forEach((place, index) => {
      new ServiceAccountIamMember(this, `jobs-${index + 1}`, {
        serviceAccountId: this.account.name,
        role: "roles/iam.workloadIdentityUser",
        member: jobs.of.jobsAt(place),
      });
    });
  }

  private give(grant: Grant): void {
    const secrets = this.secretsFor(grant.on);
    if (secrets?.length === 0) return;
    if (grant.onlyWith && !this.on.settings.has(grant.onlyWith)) return;
    const id = grant.role.replace(/^roles\//, "").replaceAll(".", "-");
    const to = { role: this.roleOf(grant, id), member: this.account.member };
    const { project, stateBucket, accounts } = this.on;
    const onProject = (condition?: GrantCondition) => {
      new ProjectIamMember(this, `has-${id}`, { ...to, project, condition });
    };
    const onSome = () => onProject(onSecrets(grant.on, this.on.projectNumber, secrets ?? []));
    const onBucket = (condition?: GrantCondition) => {
      new StorageBucketIamMember(this, `has-${id}`, { ...to, bucket: stateBucket.name, condition });
    };
    const grants: Record<GrantedOn, () => void> = {
      project: onProject,
      "state bucket": onBucket,
      "state of the environment": () => onBucket(onState(stateBucket.name, this.on.statePrefix)),
      "accounts of the services": () => {
        for (const [key, { name }] of accounts) {
          new ServiceAccountIamMember(this, `has-${id}-on-${key}`, { ...to, serviceAccountId: name });
        }
      },
      // The stack that makes the probes grants it on each.
      probes: () => {},
      "account of the schedule": () => {
        const serviceAccountId = this.on.scheduleAccount?.name;
        if (serviceAccountId === undefined)
          throw new Error("the account of the schedule is made before who acts as it");
        new ServiceAccountIamMember(this, `has-${id}-on-schedule`, { ...to, serviceAccountId });
      },
      "secrets of Redis": onSome,
      "secrets of the services": onSome,
      "secrets of the channels": onSome,
    };
    grants[grant.on]();
  }

  /** Which secrets a grant is on. */
  private secretsFor(on: GrantedOn): readonly string[] | undefined {
    const { redisSecrets, serviceSecrets, channelSecrets } = this.on;
    const all: Partial<Record<GrantedOn, readonly string[]>> = {
      "secrets of Redis": redisSecrets,
      "secrets of the services": serviceSecrets,
      "secrets of the channels": channelSecrets,
    };
    return all[on];
  }

  /** A predefined role is there already. */
  private roleOf({ role, permissions, for: purpose }: Grant, id: string): string {
    if (!permissions) return role;
    const already = this.on.roles.get(role);
    if (already !== undefined) return already;
    const { name } = new ProjectIamCustomRole(this, id, {
      roleId: role,
      title: role,
      description: purpose.slice(0, 256),
      permissions: [...permissions],
      stage: "GA",
      dependsOn: [ProjectApis.of(this).enable("iam")],
    });
    this.on.roles.set(role, name);
    return name;
  }
}
