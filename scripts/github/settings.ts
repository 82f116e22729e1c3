import { githubEnvironments } from "../../constructs/pipeline/provider-condition";

/** Who may use a GitHub environment, and what its jobs are told. */
export interface EnvironmentOnGitHub {
  name: string;
  what: string;
  /** The only branch whose runs may use it; undefined: every branch. */
  branch: string | undefined;
  /** Whether somebody has to approve each job that uses it. */
  reviewed: boolean;
  variables: Record<string, string>;
}

/** What stands between a branch and main. */
export interface Protection {
  branch: string;
  checks: readonly string[];
}

/** What GitHub has to say for the pipeline of one environment. It is printed, set and checked from here. */
export interface Settings {
  environments: readonly EnvironmentOnGitHub[];
  protection: Protection;
}

/** What the pipeline of one environment is told, from the outputs of its bootstrap stack. */
export interface Identities {
  provider: string;
  planAccount: string;
  deployAccount: string;
}

interface PipelineOf {
  name: string;
  plans: "approved" | "every-branch";
}

const MAIN = "main";

/** The job of pr.yaml that reports on every pull request, of forks and of dependabot too. A test reads it there. */
export const REQUIRED_CHECKS: readonly string[] = ["pull request"];

/** Secrets that earlier versions of the workflows read. Whoever holds one today holds it for nothing. */
export const NO_LONGER_READ: readonly string[] = ["PLAN_PASSPHRASE"];

export function settingsFor(
  { name, plans }: PipelineOf,
  { provider, planAccount, deployAccount }: Identities,
): Settings {
  const { deploy, plan, main } = githubEnvironments(name);
  const reads = { WORKLOAD_IDENTITY_PROVIDER: provider, SERVICE_ACCOUNT: planAccount };
  const changes = { ...reads, SERVICE_ACCOUNT: deployAccount };
  return {
    environments: [
      {
        name: plan,
        what: "plans of pull requests",
        branch: undefined,
        reviewed: plans === "approved",
        variables: reads,
      },
      {
        name: main,
        what: "main's own reading: review, verify, drift",
        branch: MAIN,
        reviewed: false,
        variables: reads,
      },
      { name: deploy, what: "the deploy", branch: MAIN, reviewed: true, variables: changes },
    ],
    protection: { branch: MAIN, checks: REQUIRED_CHECKS },
  };
}

/** What the bootstrap stack says that it made. */
export function identitiesIn(outputs: Readonly<Record<string, string>>): Identities {
  const {
    workload_identity_provider: provider,
    plan_service_account: planAccount,
    deploy_service_account: deployAccount,
  } = outputs;
  if (provider && planAccount && deployAccount) return { provider, planAccount, deployAccount };
  throw new Error(
    "the state has no outputs workload_identity_provider, plan_service_account and deploy_service_account",
  );
}
