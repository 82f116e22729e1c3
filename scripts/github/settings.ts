import nodes from "../../.ci/nodes.json";

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

/** The jobs of pr.yaml that report on every pull request, those of forks and of dependabot too. A test reads them there. */
export const REQUIRED_CHECKS: readonly string[] = [...nodes.map(({ line }) => `check on Node ${line}`), "reviewed"];

/** Secrets that earlier versions of the workflows read. Whoever holds one today holds it for nothing. */
export const NO_LONGER_READ: readonly string[] = ["PLAN_PASSPHRASE"];

export function settingsFor(
  { name, plans }: PipelineOf,
  { provider, planAccount, deployAccount }: Identities,
): Settings {
  const variables = (account: string) => ({ WORKLOAD_IDENTITY_PROVIDER: provider, SERVICE_ACCOUNT: account });
  return {
    environments: [
      {
        name: `${name}-plan`,
        what: "reads: plans of pull requests, drift",
        branch: undefined,
        reviewed: plans === "approved",
        variables: variables(planAccount),
      },
      { name, what: "changes: the deploy", branch: MAIN, reviewed: true, variables: variables(deployAccount) },
    ],
    protection: { branch: MAIN, checks: REQUIRED_CHECKS },
  };
}
