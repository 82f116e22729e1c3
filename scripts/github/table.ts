import type { EnvironmentOnGitHub, Settings } from "./settings";

/** What to set on GitHub by hand, in the words of its pages, with the commands for what `gh` can do. */
export function settingsTable({ environments, protection }: Settings, repository: string): string[] {
  return [
    `What GitHub has to say (${repository}, Settings):`,
    ...environments.flatMap((one) => ["", ...environmentRows(one, repository)]),
    "",
    `Branches > Branch protection rule > ${protection.branch}`,
    "  Require a pull request before merging: 1 approval, from Code Owners; dismiss stale approvals",
    "    (nobody can approve their own: it takes a second person with access, who is a code owner)",
    `  Require approval of the most recent reviewable push: ${byAnotherOrAnyone(protection.byAnother, "who pushed last")}`,
    "  Require status checks to pass, branches up to date before merging:",
    ...protection.checks.map((check) => `    ${check}, from ${protection.app.name} and no other source`),
    "  Do not allow bypassing the above settings; no force pushes, no deletions",
  ];
}

/** A choice of the team's. A team of one cannot have another person, and nobody approves their own pull request. */
const byAnotherOrAnyone = (byAnother: boolean, who: string) =>
  byAnother
    ? `on: ${who} cannot approve it - approvals: "anyone" in the environment's file lets them`
    : `off or on: approvals: "anyone" in the environment's file lets ${who} approve it`;

function environmentRows(
  { name, what, branch, reviewed, byAnother, variables }: EnvironmentOnGitHub,
  repository: string,
): string[] {
  return [
    `Environments > ${name} (${what})`,
    `  Deployment branches and tags: ${branch === undefined ? "No restriction" : `Selected branches and tags: the branch ${branch}, and no other`}`,
    `  Required reviewers: ${reviewed ? "on, at least one person or team" : "off"}`,
    ...(reviewed ? [`  Prevent self-review: ${byAnotherOrAnyone(byAnother, "who began a job")}`] : []),
    ...Object.entries(variables).map(
      ([variable, value]) => `  gh variable set ${variable} --repo ${repository} --env ${name} --body ${value}`,
    ),
  ];
}
