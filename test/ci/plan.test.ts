import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sealPlan } from "../../scripts/ci/seal";
import { unsealPlan } from "../../scripts/ci/unseal";
import { temporaryFolder } from "../support/folder";

const folder = temporaryFolder();
const git = (...args: string[]) =>
  spawnSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
    cwd: checkout,
    encoding: "utf8",
  });
const checkout = join(folder, "checkout");
const commit = (text: string) => {
  writeFileSync(join(checkout, "file"), text);
  git("add", "file");
  git("commit", "-q", "-m", text);
};
mkdirSync(join(checkout, "stack"), { recursive: true });
git("init", "-q");
commit("planned");
writeFileSync(join(checkout, "stack/plan.tfplan"), "the plan, with an AUTH string");
writeFileSync(join(checkout, "stack/.terraform.lock.hcl"), "the providers");

const PASSPHRASE = "correct horse battery staple";
const sealed = join(folder, "sealed-plan.json");
const sealing = { PLAN_PASSPHRASE: PASSPHRASE, GITHUB_RUN_ID: "4711", COMMIT: "1".repeat(40) };
const unsealing = { PLAN_PASSPHRASE: PASSPHRASE, GITHUB_OUTPUT: join(folder, "output") };
const said = sealPlan(["staging", join(checkout, "stack/plan.tfplan"), sealed], sealing, checkout);
const label = JSON.parse(readFileSync(sealed, "utf8")).label;
const target = join(folder, "deploy/stack/plan.tfplan");
const open = (env: object = {}, now?: number) =>
  unsealPlan(["staging", sealed, target], { ...unsealing, ...env }, checkout, now);

afterEach(() => git("reset", "-q", "--hard", "HEAD"));

test("the uploaded file names the environment of the plan and holds nothing of its contents", () => {
  const text = readFileSync(sealed, "utf8");
  expect(text).not.toContain("AUTH");
  expect(text).not.toContain(Buffer.from("the plan").toString("base64").slice(0, 8));
  expect(label).toMatchObject({ environment: "staging", commit: "1".repeat(40), run: "4711" });
  expect(said).toContain(`sha256 ${label.sha256}`);
});

test("the same files under another commit get the plan and its lock file back, readable by the owner only", () => {
  git("commit", "-q", "--allow-empty", "-m", "the merge of it");
  open({ EXPECTED_SHA256: label.sha256 });
  expect(readFileSync(target, "utf8")).toBe("the plan, with an AUTH string");
  expect(readFileSync(join(folder, "deploy/stack/.terraform.lock.hcl"), "utf8")).toBe("the providers");
  expect(statSync(target).mode & 0o077).toBe(0);
  expect(readFileSync(unsealing.GITHUB_OUTPUT, "utf8")).toContain(`\n${label.sha256}\n`);
});

test("a plan made from other files is refused, with the fix", () => {
  commit("merged meanwhile");
  expect(() => open()).toThrow(
    /the plan was made from other files than those checked out \(of commit 1{40}\) - run the workflow "Pull request" by hand/,
  );
  git("reset", "-q", "--hard", "HEAD~1");
});

test("a plan of another environment is refused", () => {
  const made = () => unsealPlan(["production", sealed, target], unsealing, checkout);
  expect(made).toThrow("the plan is for staging, and this deploys production");
});

test("an old plan is refused", () => {
  const days = (count: number) => Date.now() + count * 86_400_000;
  expect(() => open({}, days(4.9))).not.toThrow();
  expect(() => open({}, days(6.5))).toThrow("the plan is 6 days old, 5 are allowed");
});

test("a plan that is not the reviewed one is refused", () => {
  expect(() => open({ EXPECTED_SHA256: "0".repeat(64) })).toThrow("not the one that was reviewed");
});

// biome-ignore lint/suspicious/noExplicitAny: the file, to break it
test.each<[string, (file: any) => void]>([
  ["its environment", (file) => (file.label.environment = "production")],
  ["its tree", (file) => (file.label.tree = "0".repeat(40))],
  ["its age", (file) => (file.label.made = new Date(Date.now() + 1).toISOString())],
  ["its providers", (file) => (file.label.lockFile = "others")],
  ["a byte of it", (file) => (file.data = Buffer.from("another plan, of the same len").toString("base64"))],
  ["its tag's length", (file) => (file.tag = file.tag.slice(0, 8))],
])("a plan is refused when somebody has changed %s", (_, change) => {
  const file = JSON.parse(readFileSync(sealed, "utf8"));
  change(file);
  const forged = join(folder, "forged.json");
  writeFileSync(forged, JSON.stringify(file));
  expect(() => unsealPlan([file.label.environment, forged, target], unsealing, checkout)).toThrow(
    "the plan cannot be decrypted",
  );
});

test("another passphrase does not open it, and a short one is refused", () => {
  expect(() => open({ PLAN_PASSPHRASE: "another passphrase of that length" })).toThrow("the plan cannot be decrypted");
  expect(() => open({ PLAN_PASSPHRASE: "short" })).toThrow("PLAN_PASSPHRASE has 5 characters and must have 24");
  expect(() => sealPlan(["staging", "x", "y"], { ...sealing, PLAN_PASSPHRASE: "" })).toThrow(
    /^PLAN_PASSPHRASE must be set/,
  );
});

test("another file than a sealed plan is refused", () => {
  const other = join(folder, "other.json");
  writeFileSync(other, "{}");
  expect(() => unsealPlan(["staging", other, target], unsealing, checkout)).toThrow("this is not a sealed plan");
});
