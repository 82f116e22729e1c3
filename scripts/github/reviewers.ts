import type { GitHub } from "../../lineup/src/github/client";
import { isBlock, type RawBlock } from "../../lineup/src/inputs/blocks";

export interface Reviewer {
  type: "Team" | "User";
  id: number;
}

/** Who owns all files: the owners of `*`, of which GitHub takes six as reviewers. */
const MOST = 6;

export function ownersIn(codeowners: string): string[] {
  const lines = codeowners.split("\n").map((line) => (line.split("#")[0] ?? "").trim().split(/\s+/));
  return lines.findLast(([pattern]) => pattern === "*")?.slice(1) ?? [];
}

/** The code owners as GitHub knows them, and those that it does not know here. */
export async function reviewersFor(
  github: GitHub,
  owners: readonly string[],
): Promise<{ reviewers: Reviewer[]; unknown: string[] }> {
  const [organization] = github.repository.split("/");
  const teams = await github.list<RawBlock>("/teams");
  const people = await github.list<RawBlock>("/collaborators");
  const known = owners.slice(0, MOST).map((owner) => {
    const [, place, team] = /^@([^/]+)(?:\/(.+))?$/.exec(owner) ?? [];
    const isHere = place?.toLowerCase() === organization?.toLowerCase();
    const found = team ? idOf(teams, "slug", isHere ? team : undefined) : idOf(people, "login", place);
    return found === undefined ? owner : ({ type: team ? "Team" : "User", id: found } as Reviewer);
  });
  return {
    reviewers: known.filter((one) => typeof one !== "string") as Reviewer[],
    unknown: known.filter((one) => typeof one === "string") as string[],
  };
}

function idOf(things: readonly unknown[], key: string, name: string | undefined): number | undefined {
  const same = (value: unknown) => typeof value === "string" && value.toLowerCase() === name?.toLowerCase();
  const [id] = things.flatMap((thing) => (isBlock(thing) && same(thing[key]) ? [thing.id] : []));
  return typeof id === "number" ? id : undefined;
}
