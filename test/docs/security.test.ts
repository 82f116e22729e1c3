import { readFileSync } from "node:fs";
import { join } from "node:path";
import { IDENTITIES } from "../../facts/identities";
import { bootstrapOf, environments, resourcesOf, type StackResource } from "../stacks/stacks";
import { edited } from "../support/environment-problems";
import { read, type StackJson, stagingInput, synthesizeEnvironment } from "../support/synth";

const page = readFileSync(join(__dirname, "../../docs/security.md"), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.slice(2, -2).split(" | "));

const stacks: [string, StackJson][] = environments.flatMap((environment): [string, StackJson][] => [
  [environment.name, synthesizeEnvironment(environment)],
  [`${environment.name}-bootstrap`, bootstrapOf(environment)],
]);
const of = (type: string, isWrong: (body: StackJson) => boolean) => (resource: StackResource) =>
  resource.type === type && isWrong(resource.body);

/** What checkov's own sources ask of the JSON, one by one. */
const FLAGS: Record<string, (resource: StackResource) => boolean> = {
  CKV_GCP_26: of("google_compute_subnetwork", ({ log_config }) => log_config === undefined),
  CKV_GCP_97: of("google_redis_instance", (redis) => redis.transit_encryption_mode !== "SERVER_AUTHENTICATION"),
  CKV_GCP_62: of("google_storage_bucket", ({ logging }) => logging?.log_bucket === undefined),
  CKV_GCP_78: of("google_storage_bucket", ({ versioning }) => versioning?.enabled !== true),
  CKV_GCP_125: of(
    "google_iam_workload_identity_pool_provider",
    ({ attribute_condition }) => !/assertion\.sub\s*==\s*['"][^'"]+:[^'"]+['"]/.test(attribute_condition),
  ),
};
const flagged = (check: string, [stack, json]: [string, StackJson]) =>
  resourcesOf(json)
    .filter((resource) => FLAGS[check]?.(resource))
    .map(({ address }) => `${stack} ${address}`);

describe("what checkov flags", () => {
  const checks = rows.filter(([check]) => /^`CKV/.test(String(check)));

  test("is judged here, check by check", () => {
    expect(checks.map(([check]) => check).sort()).toEqual(
      Object.keys(FLAGS)
        .map((check) => `\`${check}\``)
        .sort(),
    );
  });

  test.each(checks)("%s: in what ships it is those resources that the page names", (check = "", _, named = "") => {
    const listed = [...named.matchAll(/`([^`]+)`/g)].map(([, resource]) => resource);
    const name = check.replaceAll("`", "");
    expect(stacks.flatMap((stack) => flagged(name, stack)).sort()).toEqual(listed.sort());
  });

  test.each([
    ["CKV_GCP_26", "network.flowLogs"],
    ["CKV_GCP_97", "redis.tls"],
  ])("%s: the setting that the page names, %s, answers it", (check, setting) => {
    expect(checks.find(([id]) => id === `\`${check}\``)?.[3]).toContain(`a choice: \`${setting}\``);
    const json = synthesizeEnvironment(read(edited(stagingInput(), { [setting]: true })));
    expect(flagged(check, ["staging", json])).toEqual([]);
  });
});

const grants = (resource: StackResource) => (/_iam_(member|binding)$/.test(resource.type) ? resource.body : undefined);
const INTERNET = ["0.0.0.0/0", "::/0"];
const letsInternetIn = of(
  "google_compute_firewall",
  ({ direction, allow, source_ranges }) =>
    direction === "INGRESS" &&
    allow &&
    (!source_ranges || source_ranges.some((range: string) => INTERNET.includes(range))),
);

/** What breaks a recommendation that the page calls held. */
const BREAKS: Record<string, (resource: StackResource) => boolean> = {
  "1.4": ({ type }) => type === "google_service_account_key",
  "1.5": (resource) =>
    resource.type === "google_project_iam_member" && /owner|editor|admin/i.test(String(grants(resource)?.role)),
  "1.6": (resource) =>
    resource.type === "google_project_iam_member" &&
    /serviceAccount(User|TokenCreator)$/.test(String(grants(resource)?.role)),
  "3.6, 3.7": letsInternetIn,
  "5.1": (resource) =>
    (/^google_storage_/.test(resource.type) &&
      /all(Authenticated)?Users/.test(JSON.stringify(grants(resource) ?? {}))) ||
    (resource.type === "google_storage_bucket" && resource.body.public_access_prevention !== "enforced"),
  "5.2": of("google_storage_bucket", (bucket) => bucket.uniform_bucket_level_access !== true),
};

describe("a recommendation of CIS that the page calls held", () => {
  const held = rows.filter(([, , here]) => here === "held").map(([number = ""]) => number);

  test("is asked here", () => {
    expect(held).toEqual(Object.keys(BREAKS));
  });

  test.each(held)("%s: nothing that ships breaks it", (number) => {
    const broken = stacks.flatMap(([, json]) => resourcesOf(json).filter((resource) => BREAKS[number]?.(resource)));
    expect(broken.map(({ address }) => address)).toEqual([]);
  });

  const resource = (type: string, body: StackJson): StackResource => ({ address: `${type}.x`, type, body });
  test.each<[string, StackResource]>([
    ["1.4", resource("google_service_account_key", {})],
    ["1.5", resource("google_project_iam_member", { role: "roles/run.admin" })],
    ["1.6", resource("google_project_iam_member", { role: "roles/iam.serviceAccountUser" })],
    [
      "3.6, 3.7",
      resource("google_compute_firewall", { direction: "INGRESS", allow: [{}], source_ranges: ["0.0.0.0/0"] }),
    ],
    ["5.1", resource("google_storage_bucket_iam_member", { member: "allUsers" })],
    ["5.1", resource("google_storage_bucket", {})],
    ["5.2", resource("google_storage_bucket", {})],
  ])("%s: what breaks it is seen", (number, broken) => {
    expect(BREAKS[number]?.(broken)).toBe(true);
  });
});

test("every identity has its line in the threat model", () => {
  const who = rows.map(([name]) => /^`(\w+)`/.exec(String(name))?.[1]).filter((name) => name && name in IDENTITIES);
  expect(who.sort()).toEqual(Object.keys(IDENTITIES).sort());
});
