import { GitHub } from "../../lineup/src/github/client";
import { trusted } from "../../lineup/src/google/endpoints";
import { own } from "../../lineup/src/inputs/blocks";
import { type Asked, USAGE, Usage } from "./arguments";

/** The repository whose workflows may sign in. A name can be taken over by somebody else, a number cannot. */
export interface Repository {
  repository: string;
  repository_id: string;
  repository_owner_id: string;
}

/** GitHub with the caller's token; undefined where there is none. */
export function gitHub(repository: string, env: NodeJS.ProcessEnv): GitHub | undefined {
  if (!env.GITHUB_TOKEN) return undefined;
  const api = trusted(env.GITHUB_API_URL || "https://api.github.com", "GITHUB_API_URL");
  return new GitHub({ GITHUB_API_URL: api, GITHUB_TOKEN: env.GITHUB_TOKEN, GITHUB_REPOSITORY: repository });
}

/** What is missing where the repository's numbers are neither said nor can be asked for. */
export function missingNumbers({ repository, repositoryId }: Asked, env: NodeJS.ProcessEnv): string[] {
  if (repository === undefined || repositoryId !== undefined || env.GITHUB_TOKEN) return [];
  return [
    `GitHub is asked for the numbers of ${repository}, and there is no GITHUB_TOKEN - run: export GITHUB_TOKEN=$(gh auth token), or say them: --repository-id ID --owner-id OWNER_ID, which \`gh api repos/${repository} --jq '.id, .owner.id'\` prints`,
  ];
}

/** From what was asked for, from GitHub, or from what the stack was told the last time. */
export async function repositoryFor(
  asked: Asked,
  outputs: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv,
): Promise<Repository> {
  const { repository, repositoryId, ownerId } = asked;
  if (repository === undefined) return asBefore(outputs);
  if (repositoryId !== undefined && ownerId !== undefined) {
    return { repository, repository_id: repositoryId, repository_owner_id: ownerId };
  }
  const github = gitHub(repository, env);
  if (!github) throw new Usage(missingNumbers(asked, env).join());
  return { repository, ...(await numbersOf(github)) };
}

export async function numbersOf(github: GitHub): Promise<Omit<Repository, "repository">> {
  const said = await github.send<unknown>("GET", "");
  const [name, id, owner] = [own(said, "full_name"), own(said, "id"), own(own(said, "owner"), "id")];
  if (typeof name !== "string" || !Number.isSafeInteger(id) || !Number.isSafeInteger(owner)) {
    throw new Error(`GET /repos/${github.repository}: the answer is not a repository with its numbers`);
  }
  if (name.toLowerCase() !== github.repository.toLowerCase()) {
    throw new Error(
      `GET /repos/${github.repository}: GitHub answered with another repository, ${JSON.stringify(name)} - say that name if it is meant`,
    );
  }
  return { repository_id: String(id), repository_owner_id: String(owner) };
}

function asBefore({ repository, repository_id, repository_owner_id }: Readonly<Record<string, string>>): Repository {
  if (repository && repository_id && repository_owner_id) return { repository, repository_id, repository_owner_id };
  throw new Usage(`which repository deploys this environment? - ${USAGE}`);
}
