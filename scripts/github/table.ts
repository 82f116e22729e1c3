import type { EnvironmentOnGitHub, Settings } from "./settings";

/** What to set on GitHub by hand, in the words of its pages, with the commands for what `gh` can do. */
export function settingsTable({ environments, protection }: Settings, repository: string): string[] {
  return [
    `What GitHub has to say (${repository}, Settings):`,
    ...environments.flatMap((one) => ["", ...environmentRows(one, repository)]),
    "",
    `Branches > Branch protection rule > ${protection.branch}`,
    "  Require a pull request before merging: 1 approval, from Code Owners; dismiss stale approvals",
    "  Require status checks to pass, branches up to date before merging:",
    ...protection.checks.map((check) => `    ${check}`),
    "  Do not allow bypassing the above settings; no force pushes, no deletions",
  ];
}

function environmentRows(
  { name, what, branch, reviewed, variables }: EnvironmentOnGitHub,
  repository: string,
): string[] {
  return [
    `Environments > ${name} (${what})`,
    `  Deployment branches and tags: ${branch === undefined ? "No restriction" : `Selected branches and tags: the branch ${branch}, and no other`}`,
    `  Required reviewers: ${reviewed ? "on, at least one person or team" : "off"}`,
    ...Object.entries(variables).map(
      ([variable, value]) => `  gh variable set ${variable} --repo ${repository} --env ${name} --body ${value}`,
    ),
  ];
}
