import type { GitHub } from "../../lineup/src/github/client";
import { isBlock, own, type RawBlock } from "../../lineup/src/inputs/blocks";
import { checksIn, environmentDiffers, isBranch, isOn, protectionDiffers } from "./compare";
import { at, environmentOn, type LiveEnvironment, protectionOn } from "./live";
import type { Reviewer } from "./reviewers";
import type { EnvironmentOnGitHub, Protection, Settings } from "./settings";

/** Who approves where nobody does yet. */
export type WhoApproves = () => Promise<readonly Reviewer[]>;

export interface SetOnGitHub {
  done: string[];
  failed: string[];
}

/**
 * Sets what differs; nothing is sent where all is as described, so that it can be repeated. What GitHub refuses keeps
 * nothing else from being set.
 */
export async function setOnGitHub(github: GitHub, settings: Settings, approvers: WhoApproves): Promise<SetOnGitHub> {
  const said: SetOnGitHub = { done: [], failed: [] };
  const steps = [
    ...settings.environments.map((wanted) => () => setEnvironment(github, wanted, approvers)),
    () => setProtection(github, settings.protection),
  ];
  for (const step of steps) {
    try {
      said.done.push(await step());
    } catch (error) {
      said.failed.push((error as Error).message);
    }
  }
  return said;
}

async function setEnvironment(github: GitHub, wanted: EnvironmentOnGitHub, approvers: WhoApproves): Promise<string> {
  const live = await environmentOn(github, wanted.name);
  if (environmentDiffers(wanted, live).length === 0) return `environment ${wanted.name}: as described`;
  await github.send("PUT", at(wanted.name), {
    wait_timer: live?.waits ?? 0,
    prevent_self_review: wanted.byAnother || (wanted.reviewed && live?.preventsSelfReview === true),
    reviewers: await reviewersOf(wanted, live, approvers),
    deployment_branch_policy:
      wanted.branch === undefined ? null : { protected_branches: false, custom_branch_policies: true },
  });
  if (wanted.branch !== undefined) await setBranch(github, wanted.name, wanted.branch, live);
  for (const [name, value] of Object.entries(wanted.variables)) {
    const got = live?.variables.get(name);
    if (got === undefined) await github.send("POST", `${at(wanted.name)}/variables`, { name, value });
    else if (got !== value) await github.send("PATCH", `${at(wanted.name)}/variables/${name}`, { name, value });
  }
  return `environment ${wanted.name}: ${live === undefined ? "made" : "corrected"}`;
}

/** Whoever was chosen by hand stays. Nobody is no answer: an environment without reviewers would be open. */
async function reviewersOf(
  { name, reviewed }: EnvironmentOnGitHub,
  live: LiveEnvironment | undefined,
  approvers: WhoApproves,
): Promise<readonly object[] | null> {
  if (!reviewed) return null;
  if (live !== undefined && live.reviewers.length > 0) return live.reviewers;
  const found = await approvers();
  if (found.length > 0) return found;
  throw new Error(
    `environment ${name}: nobody could be named who approves its jobs - give the owners in .github/CODEOWNERS access to the repository, or choose reviewers under Settings > Environments > ${name}`,
  );
}

/** What else may use it goes first, so that a broken connection leaves it closed and not open. */
async function setBranch(
  github: GitHub,
  name: string,
  wanted: string,
  live: LiveEnvironment | undefined,
): Promise<void> {
  // What was written for another kind of policy is listed only now.
  const now = live === undefined ? undefined : (await environmentOn(github, name))?.branches;
  const branches = Array.isArray(now) ? now : [];
  for (const one of branches) {
    if (!isBranch(one, wanted)) await github.send("DELETE", `${at(name)}/deployment-branch-policies/${one.id}`);
  }
  if (branches.some((one) => isBranch(one, wanted))) return;
  await github.send("POST", `${at(name)}/deployment-branch-policies`, { name: wanted, type: "branch" });
}

/** GitHub replaces the whole protection: what is stricter than described is sent again. */
async function setProtection(github: GitHub, wanted: Protection): Promise<string> {
  const live = await protectionOn(github, wanted.branch);
  if (protectionDiffers(wanted, live).length === 0) return `protection of ${wanted.branch}: as described`;
  const reviews = own(live, "required_pull_request_reviews");
  const status = own(live, "required_status_checks");
  const others = checksIn(status).filter(({ context }) => !wanted.checks.includes(context));
  await github.send("PUT", `/branches/${encodeURIComponent(wanted.branch)}/protection`, {
    required_status_checks: {
      strict: true,
      checks: [...others, ...wanted.checks.map((context) => ({ context, app: wanted.app.id }))].map(
        // Left out, it would be whichever app has reported the check lately; -1 is any.
        ({ context, app }) => ({ context, app_id: app ?? -1 }),
      ),
    },
    enforce_admins: true,
    required_pull_request_reviews: {
      dismiss_stale_reviews: true,
      require_code_owner_reviews: true,
      required_approving_review_count: Math.max(1, Number(own(reviews, "required_approving_review_count")) || 1),
      require_last_push_approval: wanted.byAnother || own(reviews, "require_last_push_approval") === true,
    },
    restrictions: restrictionsIn(live),
    allow_force_pushes: false,
    allow_deletions: false,
    ...Object.fromEntries(
      ["required_linear_history", "required_conversation_resolution", "block_creations", "lock_branch"].map((key) => [
        key,
        live !== undefined && isOn(live, key) === true,
      ]),
    ),
  });
  return `protection of ${wanted.branch}: ${live === undefined ? "made" : "corrected"}`;
}

function restrictionsIn(live: RawBlock | undefined): object | null {
  const said = own(live, "restrictions");
  if (!isBlock(said)) return null;
  const names = (key: string, name: string) => {
    const who = own(said, key);
    return Array.isArray(who) ? who.flatMap((one) => own(one, name) ?? []) : [];
  };
  return { users: names("users", "login"), teams: names("teams", "slug"), apps: names("apps", "slug") };
}
