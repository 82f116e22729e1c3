import { readFileSync } from "node:fs";
import { enumerated } from "../../lineup/src/text/words";
import { ownersIn, reviewersFor } from "../github/reviewers";
import { setOnGitHub } from "../github/set";
import { type Identities, settingsFor } from "../github/settings";
import { settingsTable } from "../github/table";
import { gitHub, numbersOf, type Repository } from "./repository";

interface PipelineOf {
  name: string;
  plans: "approved" | "every-branch";
}

type Say = (...sentences: string[]) => void;

/** Sets what GitHub has to say, or prints it where there is no token or it cannot be set. */
export async function settle(
  environment: PipelineOf,
  { repository, repository_id }: Repository,
  outputs: Readonly<Record<string, string>>,
  say: Say,
): Promise<number> {
  const settings = settingsFor(environment, identitiesIn(outputs));
  if (environment.plans === "every-branch") {
    say(
      `plans: "every-branch": whoever can push a branch of ${repository} can read what the planning account reads, Redis's AUTH string included`,
    );
  }
  const github = gitHub(repository, process.env);
  if (!github) {
    say(
      "",
      ...settingsTable(settings, repository),
      "",
      "With GITHUB_TOKEN, of an administrator of the repository, this command sets it.",
    );
    return 0;
  }
  try {
    const now = await numbersOf(github);
    if (now.repository_id !== repository_id) {
      throw new Error(
        `${repository} has the number ${now.repository_id} on GitHub, and not ${repository_id}: it is another repository`,
      );
    }
    say(...(await setOnGitHub(github, settings, () => approvers(github, say))));
    return 0;
  } catch (error) {
    say(`GitHub's settings could not be set: ${(error as Error).message}`, "", ...settingsTable(settings, repository));
    return 1;
  }
}

async function approvers(github: Parameters<typeof reviewersFor>[0], say: Say) {
  const { reviewers, unknown } = await reviewersFor(github, ownersIn(readFileSync(".github/CODEOWNERS", "utf8")));
  if (unknown.length > 0) say(`owners in .github/CODEOWNERS without access to the repository: ${enumerated(unknown)}`);
  return reviewers;
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
