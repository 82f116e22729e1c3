// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is quoted here is source text
import type { Mutant } from "./mutant";

const index = "rehearsal/server/iam/index.ts";
const policies = "rehearsal/server/iam/policies.ts";
const conditions = "rehearsal/server/iam/conditions.ts";
const document = "rehearsal/server/iam/policy-document.ts";
const tokens = "rehearsal/server/iam/tokens.ts";
const signIn = "rehearsal/server/sign-in/exchange.ts";
const cloud = "rehearsal/server/cloud.ts";
const roles = "rehearsal/server/kinds/roles.ts";
const target = "rehearsal/server/iam/target.ts";
const starts = "rehearsal/server/kinds/run-v2/start.ts";
const clock = "rehearsal/server/clock.ts";
const tests = ["iam", "conditions", "sign-in", "identities", "time", "faults"].map(
  (name) => `test/rehearsal/server/${name}.test.ts`,
);

/** What decides in the loopback cloud who may do what, and when. */
export const permissionMutants: Mutant[] = [
  {
    breaks: "a grant with a condition counts where it is met",
    file: policies,
    from: "if (!condition || isMet(",
    to: "if (condition || isMet(",
  },
  {
    breaks: "a condition that cannot be evaluated is not met",
    file: conditions,
    from: "{ request, resource, api }) === true",
    to: "{ request, resource, api }) !== false",
  },
  {
    breaks: "a secret has the number of its project in its name",
    file: conditions,
    from: '"projects/{number}/secrets/{secret}"]',
    to: '"projects/{project}/secrets/{secret}"]',
  },
  {
    breaks: "who has not seen the conditions does not remove them",
    file: document,
    from: "if (!hasConditions(before) || version >= 3) return;",
    to: "if (hasConditions(before) || version >= 3) return;",
  },
  {
    breaks: "an older etag is refused",
    file: document,
    from: "if (policy.etag !== before.etag) {",
    to: "if (policy.etag === undefined) {",
  },
  {
    breaks: "what is logged stays unless the mask names it",
    file: document,
    from: "mask.includes(field) ? policy : before",
    to: "mask.includes(field) || field ? policy : before",
  },
  { breaks: "a change of a policy acts later", file: policies, from: "change.at <= known", to: "change.at > 0" },
  { breaks: "until then the policy before acts", file: policies, from: "policy = change.before;", to: "break;" },
  {
    breaks: "a role holds what it lists and nothing else",
    file: policies,
    from: "if (role === OWNER) return true;",
    to: "if (role !== OWNER) return true;",
  },
  {
    breaks: "a role that is not known cannot be granted",
    file: index,
    from: "if (unknown !== undefined) throw",
    to: "if (unknown === undefined) throw",
  },
  {
    breaks: "whoever deploys a service may act as its account",
    file: index,
    from: "if (!makesRevision(asked)) return [];",
    to: "if (makesRevision(asked)) return [];",
  },
  {
    breaks: "a permission is denied to one account alone",
    file: index,
    from: "one.account === undefined || one.account === who?.name",
    to: "one.account !== who?.name",
  },
  {
    breaks: "a token names an account, or is refused",
    file: index,
    from: "return accounts.has(token) ? accountPrincipal(token)",
    to: "return token ? accountPrincipal(token)",
  },
  {
    breaks: "the policy of the project counts",
    file: target,
    from: 'if (project !== "") yield',
    to: 'if (project === "") yield',
  },
  {
    breaks: "the policy of what a thing is in counts",
    file: target,
    from: "length > 2; length--",
    to: "length > parts.length; length--",
  },
  {
    breaks: "what is done with a thing is no part of its name",
    file: target,
    from: 'const extra = holes.split("/").length - 1;',
    to: "const extra = holes.length * 0;",
  },
  { breaks: "an upload is into its bucket", file: target, from: 'replace(UPLOAD, "/storage/")', to: 'replace("", "")' },
  {
    breaks: "an account that may not read a secret fails the revision",
    file: starts,
    from: "if (refusals.length === 0) return { thing };",
    to: "if (refusals.length >= 0) return { thing };",
  },
  {
    breaks: "the revision before goes on serving",
    file: starts,
    from: "return last === undefined ? thing : { ...thing, latestReadyRevision: last };",
    to: "return last === undefined ? thing : { ...thing };",
  },
  {
    breaks: "secrets are also mounted",
    file: starts,
    from: "return [...containers, ...volumes];",
    to: "return containers;",
  },
  {
    breaks: "time stands still unless it is told to run",
    file: clock,
    from: "return this.runs ?",
    to: "return !this.runs ?",
  },
  {
    breaks: "what is being made is printed as that",
    file: "rehearsal/server/cloud.ts",
    from: "if (takes > 0 && kind.meanwhile)",
    to: "if (takes < 0 && kind.meanwhile)",
  },
  {
    breaks: "an operation is done when its time has passed",
    file: "rehearsal/server/operations.ts",
    from: "operation.until <= this.clock.now()",
    to: "operation.until > 0",
  },
  {
    breaks: "a token is good for its time",
    file: tokens,
    from: "issued.until <= this.clock.now()",
    to: "issued.until <= 0",
  },
  {
    breaks: "a pool that is off takes what its tokens gave",
    file: tokens,
    from: 'pool?.state === "ACTIVE" && pool.disabled !== true ? issued.principal : undefined',
    to: "pool ? issued.principal : undefined",
  },
  {
    breaks: "only whom the condition lets in signs in",
    file: signIn,
    from: "EXPRESSIONS.result(condition, variables as never) === true",
    to: "EXPRESSIONS.result(condition, variables as never) !== false",
  },
  {
    breaks: "a token is for its provider",
    file: signIn,
    from: "if (!got.some(",
    to: "if (got.some(",
  },
  {
    breaks: "a token is its issuer's",
    file: signIn,
    from: "if (!isSigned(token, keys))",
    to: "if (isSigned(token, []))",
  },
  {
    breaks: "a token from elsewhere is young",
    file: signIn,
    from: "!(Number(claims.exp) > now) || ",
    to: "",
  },
  {
    breaks: "a provider that is off lets nobody in",
    file: signIn,
    from: 'one?.state !== "ACTIVE" || one.disabled === true',
    to: "!one",
  },
  {
    breaks: "what is deleted is gone when its time has passed",
    file: cloud,
    from: "if (this.store.get(name) !== remains) return;",
    to: "if (this.store.get(name) === remains) return;",
  },
  {
    breaks: "a permission that does not exist is in no role",
    file: roles,
    from: "!isPermission(permission) || ",
    to: "",
  },
].map((mutant) => ({ ...mutant, tests }));
