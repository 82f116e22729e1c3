import type { EnvironmentSettings } from "../../environments/schema";
import { githubEnvironments } from "../../facts/identities";
import { Untold } from "../cloud/written";

/** Who may use a GitHub environment, and what its jobs are told. */
export interface EnvironmentOnGitHub {
  name: string;
  what: string;
  /** The only branch whose runs may use it; undefined: every branch. */
  branch: string | undefined;
  /** Whether somebody has to approve each job that uses it. */
  reviewed: boolean;
  /** Whether that must be another person than the one who began the job. */
  byAnother: boolean;
  variables: Record<string, string>;
}

/** What stands between a branch and main. */
export interface Protection {
  branch: string;
  checks: readonly string[];
  /** The only app that may report them: any other token with `statuses: write` could say that they passed. */
  app: { id: number; name: string };
  /** Whether the last push has to be approved by another person than the one who pushed. */
  byAnother: boolean;
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
  probeAccount: string;
}

type PipelineOf = Pick<EnvironmentSettings, "name" | "plans" | "approvals" | "probe">;

const MAIN = "main";

/** The job of pr.yaml that reports on every pull request, of forks and of dependabot too. A test reads it there. */
export const REQUIRED_CHECKS: readonly string[] = ["pull request"];

/** What reports the checks of workflows, by its number on github.com. */
const GITHUB_ACTIONS = { id: 15368, name: "GitHub Actions" };

/** Secrets that earlier versions of the workflows read. Whoever holds one today holds it for nothing. */
export const NO_LONGER_READ: readonly string[] = ["PLAN_PASSPHRASE"];

export function settingsFor(
  { name, plans, approvals, probe: { trace } = { trace: false } }: PipelineOf,
  { provider, planAccount, deployAccount, probeAccount }: Identities,
): Settings {
  const { deploy, plan, main, probe } = githubEnvironments(name);
  const byAnother = approvals === "another-person";
  const reads = { WORKLOAD_IDENTITY_PROVIDER: provider, SERVICE_ACCOUNT: planAccount };
  const changes = { ...reads, SERVICE_ACCOUNT: deployAccount };
  const proves = { ...reads, SERVICE_ACCOUNT: probeAccount, PROBE_TRACE: trace ? "on" : "off" };
  return {
    environments: [
      {
        name: plan,
        what: "plans of pull requests",
        branch: undefined,
        reviewed: plans === "approved",
        byAnother: plans === "approved" && byAnother,
        variables: reads,
      },
      {
        name: main,
        what: "main's own reading: review, verify, drift",
        branch: MAIN,
        reviewed: false,
        byAnother: false,
        variables: reads,
      },
      {
        name: probe,
        what: "the proof from inside: after a deploy, and at night",
        branch: MAIN,
        reviewed: false,
        byAnother: false,
        variables: proves,
      },
      { name: deploy, what: "the deploy", branch: MAIN, reviewed: true, byAnother, variables: changes },
    ],
    protection: { branch: MAIN, checks: REQUIRED_CHECKS, app: GITHUB_ACTIONS, byAnother },
  };
}

/** What the bootstrap stack says that it made. */
export function identitiesIn(outputs: Readonly<Record<string, string>>): Identities {
  const {
    workload_identity_provider: provider,
    plan_service_account: planAccount,
    deploy_service_account: deployAccount,
    probe_service_account: probeAccount,
  } = outputs;
  if (provider && planAccount && deployAccount && probeAccount) {
    return { provider, planAccount, deployAccount, probeAccount };
  }
  throw new Untold(
    "the state has no outputs workload_identity_provider, plan_service_account, deploy_service_account and probe_service_account",
  );
}
