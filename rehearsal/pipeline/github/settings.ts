import type { Repository } from "./repository";
import { notFound, type Permissions, Refusal, type Route } from "./routes";

interface Environment {
  wait_timer?: number;
  prevent_self_review?: boolean;
  reviewers?: { type: "User" | "Team"; id: number }[] | null;
  deployment_branch_policy?: { protected_branches: boolean; custom_branch_policies: boolean } | null;
}

/** What people, or a command with their token, set in a repository. Kept as it was sent, answered as GitHub answers. */
export class Settings {
  readonly environments = new Map<string, Environment>();
  readonly branchPolicies = new Map<string, { id: number; name: string; type: string }[]>();
  /** By the environment's name; that of the repository is "". */
  readonly variables = new Map<string, { name: string; value: string }[]>();
  // biome-ignore lint/suspicious/noExplicitAny: as it was sent
  readonly protection = new Map<string, any>();
}

const ASKS: Permissions[] = [{ administration: "read" }, { actions: "read" }];
const SETS: Permissions[] = [{ administration: "write" }];

const shownEnvironment = (name: string, set: Environment, at: number) => ({
  id: 5_000 + at,
  name,
  protection_rules: [
    ...(set.wait_timer ? [{ id: 1, type: "wait_timer", wait_timer: set.wait_timer }] : []),
    ...(set.reviewers?.length
      ? [
          {
            ...{ id: 2, type: "required_reviewers", prevent_self_review: set.prevent_self_review ?? false },
            reviewers: set.reviewers.map(({ type, id }) => ({ type, reviewer: { id } })),
          },
        ]
      : []),
    ...(set.deployment_branch_policy ? [{ id: 3, type: "branch_policy" }] : []),
  ],
  deployment_branch_policy: set.deployment_branch_policy ?? null,
});

/** GitHub takes `true` and answers `{ enabled: true }`. */
const shownProtection = (set: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(set)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, typeof value === "boolean" ? { enabled: value } : value]),
  );

function environmentsOf({ settings }: Repository) {
  return [...settings.environments].map(([name, set], at) => shownEnvironment(name, set, at));
}

function named<Thing extends { name: string }>(things: Thing[], name = ""): Thing {
  const thing = things.find((one) => one.name === name);
  if (!thing) throw notFound();
  return thing;
}

/** Variables are asked for below the repository or an environment of it. */
function variableRoutes(path: string, placeOf: (parts: string[]) => string): Route[] {
  const of = ({ settings }: Repository, parts: string[]) => {
    const place = placeOf(parts);
    if (place !== "" && !settings.environments.has(place)) throw notFound();
    const list = settings.variables.get(place) ?? [];
    settings.variables.set(place, list);
    return list;
  };
  return [
    {
      ...{ method: "GET", path, needs: ASKS, items: "variables" },
      answer: ({ repository, parts }) => of(repository, parts),
    },
    {
      ...{ method: "GET", path: `${path}/*`, needs: ASKS },
      answer: ({ repository, parts }) => named(of(repository, parts), parts.at(-1)),
    },
    {
      ...{ method: "POST", path, needs: SETS, status: 201 },
      answer: ({ repository, parts, body: { name, value } }) => {
        const list = of(repository, parts);
        if (list.some((one) => one.name === name)) throw new Refusal(409, `Already exists - ${name}`);
        list.push({ name, value });
        return {};
      },
    },
    {
      ...{ method: "PATCH", path: `${path}/*`, needs: SETS, status: 204 },
      answer: ({ repository, parts, body: { value } }) => {
        named(of(repository, parts), parts.at(-1)).value = value;
        return undefined;
      },
    },
  ];
}

export const settings: Route[] = [
  {
    ...{ method: "GET", path: "/environments", needs: ASKS, items: "environments" },
    answer: ({ repository }) => environmentsOf(repository),
  },
  {
    ...{ method: "GET", path: "/environments/*", needs: ASKS },
    answer: ({ repository, parts: [name] }) => named(environmentsOf(repository), name),
  },
  {
    ...{ method: "PUT", path: "/environments/*", needs: SETS },
    answer: ({ repository, parts: [name = ""], body }) => {
      repository.settings.environments.set(name, body ?? {});
      return named(environmentsOf(repository), name);
    },
  },
  {
    ...{ method: "GET", path: "/environments/*/deployment-branch-policies", needs: ASKS, items: "branch_policies" },
    answer: ({ repository: { settings }, parts: [name = ""] }) => settings.branchPolicies.get(name) ?? [],
  },
  {
    ...{ method: "POST", path: "/environments/*/deployment-branch-policies", needs: SETS },
    answer: ({ repository: { settings }, parts: [name = ""], body }) => {
      const list = settings.branchPolicies.get(name) ?? [];
      const policy = { id: 6_000 + list.length, name: body.name, type: body.type ?? "branch" };
      settings.branchPolicies.set(name, [...list, policy]);
      return policy;
    },
  },
  {
    ...{ method: "DELETE", path: "/environments/*/deployment-branch-policies/*", needs: SETS, status: 204 },
    answer: ({ repository: { settings }, parts: [name = "", id] }) => {
      const list = settings.branchPolicies.get(name) ?? [];
      settings.branchPolicies.set(
        name,
        list.filter((policy) => String(policy.id) !== id),
      );
      return undefined;
    },
  },
  ...variableRoutes("/actions/variables", () => ""),
  ...variableRoutes("/environments/*/variables", ([name = ""]) => name),
  {
    ...{ method: "GET", path: "/branches/*/protection", needs: SETS },
    answer: ({ repository: { settings }, parts: [branch = ""] }) => {
      const set = settings.protection.get(branch);
      if (!set) throw new Refusal(404, "Branch not protected");
      return shownProtection(set);
    },
  },
  {
    ...{ method: "PUT", path: "/branches/*/protection", needs: SETS },
    answer: ({ repository: { settings }, parts: [branch = ""], body }) => {
      settings.protection.set(branch, body);
      return shownProtection(body);
    },
  },
];
