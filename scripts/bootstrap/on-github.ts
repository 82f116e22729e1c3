import { readFileSync } from "node:fs";
import type { Environment } from "../../environments/environment";
import type { GitHub } from "../../lineup/src/github/client";
import { enumerated } from "../../lineup/src/text/words";
import { everyBranch } from "../../stacks/bootstrap-stack";
import { ownersIn, reviewersFor } from "../github/reviewers";
import { type SetOnGitHub, setOnGitHub } from "../github/set";
import { identitiesIn, type Settings, settingsFor } from "../github/settings";
import { settingsTable } from "../github/table";
import { gitHub, numbersOf, type Repository } from "./repository";

type Say = (...sentences: string[]) => void;

/** Sets what GitHub has to say, or prints it where there is no token or it cannot be set. */
export async function settle(
  environment: Environment,
  { repository, repository_id }: Repository,
  outputs: Readonly<Record<string, string>>,
  say: Say,
): Promise<number> {
  const settings = settingsFor(environment, identitiesIn(outputs));
  if (environment.plans === "every-branch") say(everyBranch(environment));
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
  const { done, failed } = await set(github, repository_id, settings, say);
  say(...done);
  if (failed.length === 0) return 0;
  say(...failed.map((why) => `not set: ${why}`), "", ...settingsTable(settings, repository));
  return 1;
}

async function set(github: GitHub, id: string, settings: Settings, say: Say): Promise<SetOnGitHub> {
  try {
    const now = await numbersOf(github);
    if (now.repository_id === id) return await setOnGitHub(github, settings, () => approvers(github, say));
    const other = `${github.repository} has the number ${now.repository_id} on GitHub, and not ${id}: it is another repository`;
    return { done: [], failed: [other] };
  } catch (error) {
    return { done: [], failed: [(error as Error).message] };
  }
}

async function approvers(github: GitHub, say: Say) {
  const { reviewers, unknown } = await reviewersFor(github, ownersIn(readFileSync(".github/CODEOWNERS", "utf8")));
  if (unknown.length > 0) say(`owners in .github/CODEOWNERS without access to the repository: ${enumerated(unknown)}`);
  return reviewers;
}
