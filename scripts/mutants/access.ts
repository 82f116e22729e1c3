// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is quoted here is source text
import type { Mutant } from "./mutant";

const accounts = "lineup/src/topology/accounts.ts";
const grants = "lineup/src/topology/grants.ts";
const iam = "lineup/src/topology/iam.ts";
const secrets = "lineup/src/topology/secrets.ts";
const account = "lineup/src/reachability/hops/account.ts";
const admission = "lineup/src/reachability/hops/admission.ts";
const versions = "lineup/src/reachability/hops/secrets.ts";
const passwords = "lineup/src/reachability/passwords.ts";
const certificates = "lineup/src/reachability/certificates.ts";
const access = "lineup/src/reachability/secret-access.ts";
const blindSpots = "lineup/src/reachability/blind-spots.ts";

const OF_INVENTORY = ["lineup/test/inventory/access.test.ts", "lineup/test/inventory/documented-roles.test.ts"];

/** What a service needs besides packets. */
export const accessMutants: Mutant[] = [
  {
    breaks: "only of a live project a gap is no ground for an assumption",
    file: blindSpots,
    from: 'if (kind !== "inventory") return undefined;',
    to: 'if (kind === "inventory") return undefined;',
    tests: OF_INVENTORY,
  },
  {
    breaks: "what could not be read of another thing matters to this one not at all",
    file: blindSpots,
    from: "&& isAbout(spot.of)",
    to: "",
    tests: OF_INVENTORY,
  },
  {
    breaks: "an account that could not be read is unknown",
    file: account,
    from: "if (!resource && unread !== undefined) {",
    to: "if (resource && unread !== undefined) {",
    tests: OF_INVENTORY,
  },
  {
    breaks: "versions that could not be read are unknown",
    file: versions,
    from: "whyUnread(topology, KEPT, ",
    to: "whyUnread(topology, [], ",
    tests: OF_INVENTORY,
  },
  {
    breaks: "grants that could not be read leave unknown who reads a secret",
    file: versions,
    from: "whyUnread(topology, GRANTS, ",
    to: "whyUnread(topology, [], ",
    tests: OF_INVENTORY,
  },
  {
    breaks: "a disabled account keeps its service out",
    file: account,
    from: "if (disabled === true) {",
    to: "if (disabled === undefined) {",
  },
  {
    breaks: "an account of which nothing says whether it is disabled is unknown",
    file: account,
    from: "} else if (disabled !== false) {",
    to: "} else if (disabled === undefined) {",
  },
  {
    breaks: "an address names the account that has it",
    file: accounts,
    from: "this.byEmail.get(email) ?? { resource",
    to: "{ resource",
  },
  {
    breaks: "an account's address follows from its id and project",
    file: accounts,
    from: "@${project}.iam",
    to: "@other.iam",
  },
  {
    breaks: "a grant to another account is no grant",
    file: accounts,
    from: 'return one.email === other.email ? "same" : "different";',
    to: 'return "same";',
  },
  {
    breaks: "a grant on another secret is no grant",
    file: secrets,
    from: 'if (one.id !== other.id) return "different";',
    to: "",
  },
  {
    breaks: "a grant on another project is no grant",
    file: grants,
    from: "return compareProjects(projectOf(grant.resource), secret.project);",
    to: 'return "same";',
  },
  {
    breaks: "a role that does not read secrets is no grant",
    file: grants,
    from: "if (grant.reads !== false && grant.resource.type !== TAKES_ROLES) this.enter(grant);",
    to: "this.enter({ ...grant, reads: true });",
  },
  {
    breaks: "a custom role reads secrets only with the permission",
    file: "lineup/src/topology/custom-roles.ts",
    from: "if (permissions.includes(READS_SECRETS)) return true;",
    to: "return true;",
  },
  {
    breaks: "a grant under a condition is none for certain",
    file: grants,
    from: "return reads === true && !isConditional && resource.certain;",
    to: "return reads === true && resource.certain;",
    tests: ["lineup/test/reachability/access"],
  },
  {
    breaks: "whether an account is in a group is unknown",
    file: grants,
    from: "/^(group|principal|principalSet|project(",
    to: "/^(principal|principalSet|project(",
  },
  {
    breaks: "a policy replaces what members give",
    file: grants,
    from: "const lasting = grants.filter((grant) => !leftOut.some((other) => replaces(other, grant)));",
    to: "const lasting = grants;",
    tests: ["lineup/test/reachability/access"],
  },
  {
    breaks: "a deny policy that speaks of secrets is not evaluated",
    file: grants,
    from: "one === DENIED",
    to: 'one === ""',
  },
  {
    breaks: "a deny policy about something else concerns nobody",
    file: grants,
    from: "one instanceof Unresolved || one === DENIED",
    to: "one instanceof Unresolved || one !== DENIED",
  },
  {
    breaks: "a policy is read from the data source that makes it",
    file: iam,
    from: 'policies.get(policy.soleReference?.address ?? "")',
    to: 'policies.get("")',
  },
  {
    breaks: "a grant is asked for where account and secret are made here",
    file: access,
    from: "return areMadeHere || reading.leftOutBy !== undefined;",
    to: "return reading.leftOutBy !== undefined;",
  },
  {
    breaks: "a grant elsewhere is possible for what is made elsewhere",
    file: access,
    from: "return areMadeHere || reading.leftOutBy !== undefined;",
    to: "return true;",
  },
  {
    breaks: "a version that is disabled cannot be read",
    file: versions,
    from: '(enabled ? "enabled" : "disabled")',
    to: '"enabled"',
  },
  {
    breaks: "one of two versions that may be the latest leaves it unknown",
    file: versions,
    from: "&& unusable.length === states.length",
    to: "",
  },
  {
    breaks: "secrets that are mounted are read as well",
    file: access,
    from: "[...variables, ...secretVolumes]",
    to: "[...variables]",
  },
  {
    breaks: "the password of another Redis is wrong",
    file: passwords,
    from: 'return other ? is("wrong", other.address) : is("open");',
    to: 'return is("open");',
  },
  {
    breaks: "an empty password is none",
    file: passwords,
    from: 'if (said === "") return is("empty");',
    to: 'if (said === "") return is("open");',
  },
  {
    breaks: "a password belongs to the address with the same prefix",
    file: passwords,
    from: "stem(one.name) === stem(name)",
    to: "one.name === name",
  },
  {
    breaks: "a variable that switches AUTH is no password",
    file: passwords,
    from: "isPasswordName(name) && !isSwitch(value)",
    to: "isPasswordName(name)",
  },
  {
    breaks: "the password may be in a URL",
    file: passwords,
    from: "return [...given, ...inUrls];",
    to: "return given;",
  },
  {
    breaks: "a password is wrong only where Redis is known to require one",
    file: admission,
    from: "if (target.auth !== true) return;",
    to: "",
    tests: ["lineup/test/reachability/access"],
  },
  {
    breaks: "the certificate of another Redis is refused",
    file: certificates,
    from: 'return { kind: "another\'s", of: other.owner.address, attribute: other.use.attribute };',
    to: 'return { kind: "open" };',
  },
  {
    breaks: "a service without a certificate is said",
    file: certificates,
    from: 'return { kind: "none" };',
    to: 'return { kind: "open" };',
  },
];

const removed = "lineup/src/rules/change/secret-access-removed.ts";
const changed = "lineup/src/rules/change/account-changed.ts";
const lost = "lineup/src/rules/change/account-lost.ts";
const secretLost = "lineup/src/rules/change/secret-lost.ts";
const dropped = "lineup/src/rules/change/password-dropped.ts";
const opened = "lineup/src/rules/shared/let-in.ts";
const given = "lineup/src/rules/change/secret-without-grant.ts";
const certificate = "lineup/src/rules/change/certificate-dropped.ts";
const tests = ["lineup/test/review/cases", "lineup/test/drift/cases"];

/** What a change takes away, in review and in drift. */
export const accessChangeMutants: Mutant[] = [
  {
    breaks: "a grant beside the removed one is enough",
    file: removed,
    from: 'if (is.reading.answer === "granted") return undoes(',
    to: 'if (is.reading.answer === "denied") return undoes(',
    tests,
  },
  {
    breaks: "a new account needs the grants of the old one",
    file: changed,
    from: 'is.reading.answer !== "granted"',
    to: "false",
    tests,
  },
  {
    breaks: "a new account with all grants is harmless",
    file: changed,
    from: 'is.reading.answer !== "granted"',
    to: "true",
    tests,
  },
  {
    breaks: "an account in use is missed",
    file: lost,
    from: "    if (users.length === 0) return [];",
    to: "return [];",
    tests,
  },
  {
    breaks: "a secret that a service still names is missed",
    file: secretLost,
    from: "if (services.length === 0) return [];",
    to: "return [];",
    tests,
  },
  {
    breaks: "a password that is dropped is missed",
    file: dropped,
    from: "&& !mayKnowAPassword(after.topology, is, target)",
    to: "&& false",
    tests,
  },
  {
    breaks: "a certificate that is dropped is missed",
    file: certificate,
    from: 'kind === "none"',
    to: 'kind === "open"',
    tests,
  },
  { breaks: "everybody is named", file: opened, from: "if (!first) return [];", to: "return [];", tests },
  {
    breaks: "a secret given with its grant is harmless",
    file: given,
    from: "addedSecrets(change, comparison).find(lacksGrant)",
    to: "addedSecrets(change, comparison).find(() => true)",
    tests,
  },
];
