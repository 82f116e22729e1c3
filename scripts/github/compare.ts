import { isBlock, own, type RawBlock } from "../../lineup/src/inputs/blocks";
import { plain } from "../../lineup/src/text/plain";
import { enumerated } from "../../lineup/src/text/words";
import { blocks, type LiveEnvironment } from "./live";
import type { EnvironmentOnGitHub, Protection } from "./settings";

/** How an environment differs from its description, a sentence each. */
export function environmentDiffers(wanted: EnvironmentOnGitHub, live: LiveEnvironment | undefined): string[] {
  if (live === undefined) return ["it is not there"];
  return [
    ...branchDiffers(wanted.branch, live.branches),
    ...(wanted.reviewed && live.reviewers.length === 0 ? ["nobody has to approve its jobs"] : []),
    ...(!wanted.reviewed && live.reviewers.length > 0
      ? ["somebody has to approve its jobs, and nobody is to be asked here"]
      : []),
    ...(wanted.byAnother && live.reviewers.length > 0 && !live.preventsSelfReview
      ? ["who began a job may approve it"]
      : []),
    ...Object.entries(wanted.variables).flatMap(([name, value]) => {
      const got = live.variables.get(name);
      if (got === value) return [];
      return [`${name} is ${got === undefined ? "not set" : JSON.stringify(plain(got))} and not ${value}`];
    }),
  ];
}

function branchDiffers(wanted: string | undefined, live: LiveEnvironment["branches"]): string[] {
  if (wanted === undefined) return live === undefined ? [] : ["not every branch may use it"];
  if (live === undefined) return [`every branch may use it, and not only ${wanted}`];
  if (live === "protected") return [`every protected branch may use it, and not only ${wanted}`];
  const others = live.filter((one) => !isBranch(one, wanted));
  return [
    ...(others.length > 0
      ? [
          `besides ${wanted} it may be used by ${enumerated(others.map(({ type, name }) => `the ${plain(type)} ${plain(name)}`))}`,
        ]
      : []),
    ...(live.some((one) => isBranch(one, wanted)) ? [] : [`${wanted} may not use it`]),
  ];
}

export const isBranch = ({ name, type }: { name: string; type: string }, wanted: string) =>
  type === "branch" && name === wanted;

/** How a branch's protection differs from its description, a sentence each. */
export function protectionDiffers(wanted: Protection, live: RawBlock | undefined): string[] {
  if (live === undefined) return [`${wanted.branch} is not protected`];
  const status = own(live, "required_status_checks");
  const reviews = own(live, "required_pull_request_reviews");
  const required = checksIn(status);
  const [asked, missing] = [true, false].map((is) =>
    wanted.checks.filter((check) => required.some(({ context }) => context === check) === is),
  ) as [string[], string[]];
  const byOthers = asked.filter((check) => !required.some((one) => one.context === check && one.app === wanted.app.id));
  return [
    ...(missing.length > 0 ? [`not required: ${missing.join(", ")}`] : []),
    ...byOthers.map((check) => `${check} may be reported by another app than ${wanted.app.name}`),
    ...(own(status, "strict") === true ? [] : ["a branch need not be up to date before it is merged"]),
    ...(Number(own(reviews, "required_approving_review_count") ?? 0) >= 1 ? [] : ["no approval is required"]),
    ...(own(reviews, "require_code_owner_reviews") === true ? [] : ["code owners need not approve"]),
    ...(own(reviews, "dismiss_stale_reviews") === true ? [] : ["an approval outlives the commits it was given for"]),
    ...(!wanted.byAnother || own(reviews, "require_last_push_approval") === true
      ? []
      : ["who pushed last may approve the push"]),
    ...(bypassing(reviews) ? ["somebody may merge without a pull request's approval"] : []),
    ...(isOn(live, "enforce_admins") ? [] : ["administrators may pass it by"]),
    ...(isOn(live, "allow_force_pushes") === false ? [] : ["it may be force-pushed"]),
    ...(isOn(live, "allow_deletions") === false ? [] : ["it may be deleted"]),
  ];
}

export interface RequiredCheck {
  context: string;
  /** The app that has to report it; undefined: any, or it is not said. */
  app: number | undefined;
}

/** What is required, and who has to report it. Older servers list the names alone. */
export function checksIn(status: unknown): RequiredCheck[] {
  if (!isBlock(status)) return [];
  const said = Array.isArray(own(status, "checks")) ? blocks(status, "checks") : [];
  const checks = said.map((one): [unknown, unknown] => [own(one, "context"), own(one, "app_id")]);
  const names = own(status, "contexts");
  const named = (Array.isArray(names) ? names : []).filter((name) => !checks.some(([context]) => context === name));
  return [...checks, ...named.map((name): [unknown, unknown] => [name, undefined])].flatMap(([context, app]) =>
    typeof context === "string" ? [{ context, app: typeof app === "number" && app > 0 ? app : undefined }] : [],
  );
}

function bypassing(reviews: unknown): boolean {
  const allowed = own(reviews, "bypass_pull_request_allowances");
  return isBlock(allowed) && Object.values(allowed).some((who) => !Array.isArray(who) || who.length > 0);
}

/** `{ "enabled": true }`; undefined where it is said in no such way. */
export function isOn(live: RawBlock, key: string): boolean | undefined {
  const said = own(own(live, key), "enabled");
  return typeof said === "boolean" ? said : undefined;
}
