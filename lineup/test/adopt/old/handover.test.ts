import { readFileSync } from "node:fs";
import { join } from "node:path";
import { handover, type Ours } from "../../../src/adopt/old";
import { OURS } from "./ours";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
type Json = any;

/** Made by real Terraform: test/adopt/handover.test.ts makes it again. */
const OLD: Json = JSON.parse(readFileSync(join(__dirname, "old-root.json"), "utf8"));
const P = "netra-staging";
const CACHE = `projects/${P}/locations/us-central1/instances/staging-redis-7f3a`;

/** The old root after something about it is different. */
function after(change: (resources: Json[], state: Json) => void, ours: readonly Ours[] = OURS) {
  const state = structuredClone(OLD);
  change(state.values.root_module.resources, state);
  return handover(state, ours, P);
}
const find = (resources: Json[], address: string) => resources.find((one) => one.address === address);
/** A state that holds these things alone. */
const holding = (resources: Json[], ours: Ours[] = []) =>
  handover({ format_version: "1.0", values: { root_module: { resources } } }, ours, P);
const thing = (address: string, values: Json, more: Json = {}) => ({
  address,
  mode: "managed",
  type: address.replace(/^.*?(google_\w+|terraform_data)\..*$/, "$1"),
  values,
  ...more,
});
const member = (address: string, id: string) => ({ address, type: address.split(".")[0] ?? "", id });

test("old addresses and ours are paired by what they are, through count, for_each, modules and other names", () => {
  const { pairs, notHeld } = handover(OLD, OURS, P);
  expect(notHeld).toEqual([]);
  expect(pairs.map(({ old, here }) => `${old} = ${here}`)).toEqual(
    expect.arrayContaining([
      "google_compute_network.vpc[0] = google_compute_network.network",
      "module.network[0].google_compute_subnetwork.subnet = google_compute_subnetwork.network_subnet",
      'google_compute_firewall.rules["redis"] = google_compute_firewall.firewall_redis_egress',
    ]),
  );
  expect(pairs).toHaveLength(OURS.length);
});

test("the same address with another import id is another thing", () => {
  const other = OURS.map((one) => (one.id === CACHE ? { ...one, id: `${CACHE}-2` } : one));
  const { pairs, notHeld, left, removed } = handover(OLD, other, P);
  expect(pairs.filter(({ type }) => type === "google_redis_instance")).toEqual([]);
  expect(notHeld).toEqual(["google_redis_instance.cache"]);
  expect(removed.blocks.map(({ from }) => from)).not.toContain("google_redis_instance.cache");
  const found = left.find(({ address }) => address === "google_redis_instance.cache");
  expect(found).toMatchObject({ id: CACHE, like: ["google_redis_instance.cache"] });
  expect(found?.ways.delete).toMatch(/^make sure that it is not google_redis_instance\.cache of here by another name/);
});

test("types that mean the same are paired, and it is said how", () => {
  const says = Object.fromEntries(handover(OLD, OURS, P).pairs.map(({ oldType, says }) => [oldType, says]));
  expect(says).toMatchObject({
    google_cloud_run_service: "the same service, by the older API",
    google_project_iam_binding: expect.stringContaining("takes away every other member of its role"),
    google_compute_network: null,
  });
});

test.each<[string, Json, Ours]>([
  [
    "a member of a service by the older API",
    thing("google_cloud_run_service_iam_member.m", {
      location: "us-central1",
      project: P,
      service: `v1/projects/${P}/locations/us-central1/services/api`,
      role: "roles/run.invoker",
      member: "allUsers",
    }),
    member(
      "google_cloud_run_v2_service_iam_member.m",
      `projects/${P}/locations/us-central1/services/api roles/run.invoker allUsers`,
    ),
  ],
  [
    "a member of a binding of ours",
    thing("google_cloud_run_v2_service_iam_member.m", {
      location: "us-central1",
      project: P,
      name: `projects/${P}/locations/us-central1/services/api`,
      role: "roles/run.invoker",
      member: "allUsers",
    }),
    member(
      "google_cloud_run_v2_service_iam_binding.b",
      `projects/${P}/locations/us-central1/services/api roles/run.invoker`,
    ),
  ],
  [
    "a member in an old policy",
    thing("google_project_iam_policy.all", {
      project: P,
      policy_data: JSON.stringify({
        bindings: [{ role: "roles/viewer", members: ["user:a@b.example", "user:c@d.example"] }],
      }),
    }),
    member("google_project_iam_member.a", `${P} roles/viewer user:a@b.example`),
  ],
])("%s is paired", (_, old, ours) => {
  const { pairs, isDone } = holding([old], [ours]);
  expect(pairs).toMatchObject([{ old: old.address, here: ours.address, says: expect.any(String) }]);
  expect(isDone).toBe(false);
});

test("a condition belongs to a grant: without it another one is held", () => {
  const grant = {
    project: P,
    role: "roles/viewer",
    members: ["user:a@b.example"],
    condition: [{ title: "until June" }],
  };
  const old = thing("google_project_iam_binding.b", grant);
  const id = `${P} roles/viewer user:a@b.example`;
  expect(holding([old], [member("google_project_iam_member.a", id)]).pairs).toEqual([]);
  expect(holding([old], [member("google_project_iam_member.a", `${id} until June`)]).pairs).toHaveLength(1);
});

test("the other members of a binding that is forgotten are left, one by one", () => {
  const { left } = handover(OLD, OURS, P);
  expect(left.filter(({ address }) => address === "google_project_iam_binding.viewers")).toMatchObject([
    { member: "user:somebody@example.com", id: `${P} roles/viewer user:somebody@example.com` },
  ]);
});

test("a binding that stays, and does not list a member of ours, takes it away: that is said", () => {
  const binding = thing("google_project_iam_binding.b", {
    project: P,
    role: "roles/viewer",
    members: ["user:x@y.example"],
  });
  const ours = ["roles/viewer", "roles/editor"].map((role, at) =>
    member(`google_project_iam_member.m${at}`, `${P} ${role} user:a@b.example`),
  );
  expect(holding([binding], ours).cautions).toEqual([
    "google_project_iam_binding.b decides about all members of its role, and stays: each apply of the old root takes google_project_iam_member.m0 away",
  ]);
});

test("one removed block forgets all instances of a resource, without an index of it or of its module", () => {
  const { removed } = handover(OLD, OURS, P);
  const froms = removed.content.removed.map(({ from }) => from);
  expect(froms).toContain("google_compute_network.vpc");
  expect(froms).toContain("module.network.google_compute_router_nat.nat");
  expect(froms.filter((from) => /\[/.test(from))).toEqual([]);
  expect(new Set(removed.content.removed.map(({ lifecycle }) => lifecycle.destroy))).toEqual(new Set([false]));
});

test("a block with an instance that nobody takes over is not written, and the way out splits it", () => {
  const { removed, notForgotten } = handover(OLD, OURS, P);
  expect(removed.blocks.map(({ from }) => from)).not.toContain("google_compute_firewall.rules");
  expect(notForgotten).toMatchObject([
    {
      from: "google_compute_firewall.rules",
      others: ['google_compute_firewall.rules["old \\"ssh\\""]'],
      wayOut: {
        file: {
          moved: [
            { from: 'google_compute_firewall.rules["old \\"ssh\\""]', to: "google_compute_firewall.rules_old_ssh" },
          ],
          removed: [{ from: "google_compute_firewall.rules", lifecycle: { destroy: false } }],
        },
      },
    },
  ]);
});

test("what is moved gets a name that nothing has", () => {
  const { notForgotten } = after((resources) => {
    resources.push({
      ...find(resources, 'google_compute_firewall.rules["redis"]'),
      address: "google_compute_firewall.rules_old_ssh",
      values: {},
    });
  });
  expect(notForgotten[0]?.wayOut.file?.moved[0]?.to).toBe("google_compute_firewall.rules_old_ssh_2");
});

test("an old object that is still to be deleted keeps its block from being forgotten, and is deleted first", () => {
  const { notForgotten, left } = after((resources) => {
    const connector = find(resources, "google_vpc_access_connector.connector");
    resources.push({ ...connector, deposed_key: "deadbeef", values: { ...connector.values, name: "older" } });
  });
  const [found] = notForgotten.filter(({ from }) => from === "google_vpc_access_connector.connector");
  expect(found).toMatchObject({ others: ["google_vpc_access_connector.connector (deposed)"], wayOut: { file: null } });
  expect(left.find(({ address }) => address.endsWith("(deposed)"))?.ways.delete).toMatch(/let the old root delete it/);
});

test("what nobody takes over has three ways, and says what it stood on", () => {
  const { left } = handover(OLD, OURS, P);
  const sessions = left.find(({ address }) => address === "google_redis_instance.sessions");
  expect(sessions?.standsOn).toEqual(["google_compute_network.vpc"]);
  expect(sessions?.ways.keep).toMatch(/depends on google_compute_network\.vpc, which leaves that root/);
  expect(sessions?.ways.here).toMatch(/^declare it in the configuration here/);
  expect(left.find(({ type }) => type === "google_secret_manager_secret_version")?.why).toMatch(/^never imported: /);
  expect(left.find(({ type }) => type === "terraform_data")?.why).toMatch(/^no thing of Google's/);
});

test("a module with both kinds is named: where only its call can go, what stays would go with it", () => {
  const { cautions } = after((_, state) => {
    const [child] = state.values.root_module.child_modules;
    child.resources.push(thing("module.network[0].google_compute_route.own", { name: "own", project: P }));
  });
  expect(cautions).toEqual([
    expect.stringMatching(/^module\.network also holds module\.network\[0\]\.google_compute_route\.own: /),
  ]);
});

test("a thing without a project is of the project of all others, and of none where there are two", () => {
  const route = thing("google_compute_route.r", { name: "r" });
  const ours = [member("google_compute_route.r", `projects/${P}/global/routes/r`)];
  const network = (project: string) => thing(`google_compute_network.${project}`, { name: "n", project });
  expect(holding([route, network(P)], ours).pairs).toHaveLength(1);
  const { pairs, left } = holding([route, network(P), network("host")], ours);
  expect(pairs).toEqual([]);
  expect(left.find(({ address }) => address === "google_compute_route.r")?.why).toMatch(/cannot be told/);
});

test("what names its project by number is of the project that the state shows for the number", () => {
  const secret = (project: string) =>
    thing("google_secret_manager_secret.s", { secret_id: "s", project, name: "projects/42/secrets/s" });
  const grant = { secret_id: "projects/42/secrets/s", role: "roles/x", member: "user:a@b.example" };
  const access = thing("google_secret_manager_secret_iam_member.m", grant);
  const ours = [
    member("google_secret_manager_secret_iam_member.m", `projects/${P}/secrets/s roles/x user:a@b.example`),
  ];
  expect(holding([secret(P), access], ours).pairs).toHaveLength(1);
  expect(holding([access], ours).pairs).toEqual([]);
});

test("every step has a way back and a proof; the tool is the one that wrote the state", () => {
  const { steps } = handover(OLD, OURS, P);
  expect(steps.map(({ step }) => step)).toEqual(["back-up", "freeze", "plan", "apply", "removal", "proof"]);
  for (const { proof, back } of steps) expect([proof, back.does].every((said) => said.length > 10)).toBe(true);
  const tofu = holding([
    thing(
      "google_compute_network.n",
      { name: "n", project: P },
      { provider_name: "registry.opentofu.org/hashicorp/google" },
    ),
  ]);
  expect(tofu.steps.flatMap(({ commands }) => commands).join("\n")).toMatch(/^tofu plan/m);
  expect(tofu.steps.flatMap(({ commands }) => commands).join("\n")).not.toMatch(/terraform/);
});

test.each([
  ["terraform", "1.5.7", "1.7"],
  ["terraform", "1.7.0", undefined],
  ["opentofu", "1.9.1", "1.10"],
  ["opentofu", "1.10.0", undefined],
])("of %s %s it is said where it does not take removed.tf.json", (program, version, needs) => {
  const provider = `registry.${program}.${program === "opentofu" ? "org" : "io"}/hashicorp/google`;
  const { cautions } = after((resources, state) => {
    state.terraform_version = version;
    for (const resource of resources) resource.provider_name = provider;
    state.values.root_module.child_modules = [];
  });
  expect(cautions.map((said) => /needs (\S+):/.exec(said)?.[1])).toEqual(needs === undefined ? [] : [needs]);
});

test("a state that holds none of ours is the proof that the handover is done", () => {
  expect(handover({ format_version: "1.0" }, OURS, P)).toMatchObject({ isDone: true, pairs: [], left: [] });
});
