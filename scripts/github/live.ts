import { type GitHub, Refused } from "../../lineup/src/github/client";
import { isBlock, own, type RawBlock } from "../../lineup/src/inputs/blocks";

/** GitHub answered 200 with something else than its API describes: nothing follows from it. */
export class Misshapen extends Error {}

/** What GitHub says of one environment; undefined where there is none. */
export interface LiveEnvironment {
  waits: number;
  preventsSelfReview: boolean;
  reviewers: readonly { type: string; id: number }[];
  /** The names of the branches and tags that may use it; undefined: every one; "protected": those that are protected. */
  branches: readonly LiveBranch[] | "protected" | undefined;
  variables: ReadonlyMap<string, string>;
}

export interface LiveBranch {
  id: number;
  name: string;
  type: string;
}

/** An environment's name in an address. */
export const at = (name: string) => `/environments/${encodeURIComponent(name)}`;

export async function environmentOn(github: GitHub, name: string): Promise<LiveEnvironment | undefined> {
  const said = await unlessMissing(github.send<unknown>("GET", at(name)));
  if (said === undefined) return undefined;
  if (!isBlock(said) || said.name !== name) throw new Misshapen(`the answer is not the environment ${name}`);
  const rules = blocks(said, "protection_rules");
  const review = rules.find((rule) => rule.type === "required_reviewers");
  const wait = rules.find((rule) => rule.type === "wait_timer");
  return {
    waits: typeof wait?.wait_timer === "number" ? wait.wait_timer : 0,
    preventsSelfReview: review?.prevent_self_review === true,
    reviewers: review === undefined ? [] : blocks(review, "reviewers").map(reviewer),
    branches: await branchesOf(github, name, said),
    variables: new Map(
      (await listed(github, `${at(name)}/variables`, "variables")).map((one) => [
        text(one, "name"),
        text(one, "value"),
      ]),
    ),
  };
}

/** The names of its secrets; no API gives their values. */
export async function secretsOn(github: GitHub, name: string): Promise<string[]> {
  return (await listed(github, `${at(name)}/secrets`, "secrets")).map((one) => text(one, "name"));
}

async function branchesOf(github: GitHub, name: string, said: RawBlock): Promise<LiveEnvironment["branches"]> {
  const policy = own(said, "deployment_branch_policy");
  if (policy === null) return undefined;
  if (!isBlock(policy)) throw new Misshapen(`the answer does not say which branches may use ${name}`);
  if (policy.custom_branch_policies !== true) return "protected";
  const policies = await listed(github, `${at(name)}/deployment-branch-policies`, "branch_policies");
  return policies.map((one) => ({
    id: number(one, "id"),
    name: text(one, "name"),
    type: typeof one.type === "string" ? one.type : "branch",
  }));
}

/** The protection of a branch as GitHub's API has it; undefined where there is none. */
export async function protectionOn(github: GitHub, branch: string): Promise<RawBlock | undefined> {
  const asked = github.send<unknown>("GET", `/branches/${encodeURIComponent(branch)}/protection`);
  // To whoever does not administer the repository GitHub answers 404, too, in other words.
  const said = await unlessMissing(asked, /: Branch not protected$/);
  if (said === undefined) return undefined;
  if (!isBlock(said) || !isBlock(own(said, "enforce_admins"))) {
    throw new Misshapen(`the answer is not the protection of ${branch}`);
  }
  return said;
}

/** A list that has another form, or fewer items than it says, is no list. */
async function listed(github: GitHub, path: string, key: string): Promise<RawBlock[]> {
  let total: unknown;
  const items = await github.list<RawBlock>(path, (answer) => {
    total = isBlock(answer) ? own(answer, "total_count") : undefined;
    return isBlock(answer) ? blocks(answer, key) : [];
  });
  if (total !== items.length) throw new Misshapen(`GET ${path}: the answer is not a list of ${key}`);
  return items;
}

function reviewer(said: RawBlock): { type: string; id: number } {
  const who = own(said, "reviewer");
  if (!isBlock(who)) throw new Misshapen("the answer names a reviewer without an id");
  return { type: text(said, "type"), id: number(who, "id") };
}

export function blocks(thing: RawBlock, key: string): RawBlock[] {
  const said = own(thing, key);
  if (!Array.isArray(said) || !said.every(isBlock)) throw new Misshapen(`the answer has no list of ${key}`);
  return said;
}

function text(thing: RawBlock, key: string): string {
  const said = own(thing, key);
  if (typeof said !== "string") throw new Misshapen(`the answer has no ${key}`);
  return said;
}

function number(thing: RawBlock, key: string): number {
  const said = own(thing, key);
  if (typeof said !== "number" || !Number.isSafeInteger(said)) throw new Misshapen(`the answer has no ${key}`);
  return said;
}

/** What is not there is undefined. GitHub says the same to whoever may not see the repository: ask for that first. */
async function unlessMissing<Answer>(asked: Promise<Answer>, said = /./): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refused && error.status === 404 && said.test(error.message)) return undefined;
    throw error;
  }
}
