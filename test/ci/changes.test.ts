import { type Change, changesIn } from "../../scripts/ci/changes/changes";
import { differences } from "../../scripts/ci/changes/compare";
import { PLAN } from "../../scripts/ci/changes/plan-json";
import { main, planOf } from "./attack-stage";

// biome-ignore lint/suspicious/noExplicitAny: JSON of a plan
type Json = any;

/** What a plan does to the Redis, where the plan says this of it. */
function changed(change: object, about: object = {}): Change[] {
  const json = planOf(main);
  const cache = json.resource_changes.find(({ type }: Json) => type === "google_redis_instance");
  const edited = {
    ...cache,
    ...about,
    change: { before_sensitive: {}, after_sensitive: {}, after_unknown: {}, ...change },
  };
  return changesIn(PLAN.parse({ ...json, resource_changes: [edited] }), main as Json);
}

const update = (before: object, after: object, marks: object = {}) =>
  changed({ actions: ["update"], before, after, ...marks })[0]?.attributes;

describe("what a change does", () => {
  test("is said in clear where it may be printed, and by its sha256 elsewhere", () => {
    expect(update({ memory_size_gb: 1, display_name: "a" }, { memory_size_gb: 2, display_name: "b" })).toEqual({
      memory_size_gb: { before: 1, after: 2 },
      display_name: {
        before: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        after: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    });
  });

  test("of a secret is said without it, whoever calls it one", () => {
    const hidden = { secret: "changes" };
    const ofConfiguration = { ...hidden, configured: expect.stringMatching(/^[0-9a-f]{64}$/) };
    expect(update({ auth_string: "one" }, { auth_string: "two" })).toEqual({ auth_string: hidden });
    expect(update({ name: "one" }, { name: "two" }, { after_sensitive: { name: true } })).toEqual({
      name: ofConfiguration,
    });
    expect(update({ own: { deep: "one" } }, { own: { deep: "two" } }, { before_sensitive: { own: true } })).toEqual({
      own: hidden,
    });
    const env = (value: string) => ({ template: [{ containers: [{ env: [{ name: "DB_PASSWORD", value }] }] }] });
    expect(update(env("one"), env("two"))).toEqual({ "template[0].containers[0].env[0].value": hidden });
  });

  test("of what is imported is said without what may not be printed: not even its hash, which could be guessed", () => {
    const env = (variables: object[]) => ({ description: "x", template: [{ containers: [{ env: variables }] }] });
    const change = {
      actions: ["update"],
      importing: { id: "i" },
      before: { ...env([{ name: "OLD", value: "hunter2-in-clear" }]), memory_size_gb: 1, description: "hunter2" },
      after: { ...env([{ name: "NEW", value: "n" }]), memory_size_gb: 2 },
    };
    const [imported] = changed(change);
    const [other] = changed({ ...change, importing: undefined });
    expect(JSON.stringify(imported?.attributes)).not.toMatch(/hunter2|sha256/);
    expect(JSON.stringify(other?.attributes)).toContain("sha256");
    expect(imported?.attributes).toEqual({
      memory_size_gb: { before: 1, after: 2 },
      description: { secret: "changes" },
      "template[0].containers[0].env[0].name": { before: "OLD", after: "NEW" },
      "template[0].containers[0].env[0].value": { secret: "changes" },
    });
  });

  test("stands under a path of its own, whatever a key holds", () => {
    const paths = update({ labels: {} }, { labels: { "a.b": "1", a: { b: "2" }, "x]y": "3", "0": "4" } });
    expect(Object.keys(paths ?? {})).toEqual(["labels", "labels.0", "labels.a.b", 'labels["a.b"]', 'labels["x]y"]']);
  });

  test("is not known before the apply where Terraform does not know it", () => {
    expect(update({ host: "10.0.0.3" }, {}, { after_unknown: { host: true } })).toEqual({
      host: { before: "10.0.0.3", after: { unknown: true } },
    });
  });

  test("leaves out what stays, so that an image or an etag which the world has changed is no difference", () => {
    const world = (etag: string, size: number) => ({ etag, image: etag, memory_size_gb: size });
    const [one, other] = ["a", "b"].map((etag) =>
      changed({ actions: ["update"], before: world(etag, 1), after: world(etag, 2) }),
    );
    expect(differences(one ?? [], other ?? [])).toEqual([]);
  });

  test("of something new is said as it will be, whatever stood in its place", () => {
    const [one, other] = ["a", "b"].map((etag) =>
      changed({
        actions: ["delete", "create"],
        before: { id: "i", etag },
        after: { name: "n" },
        replace_paths: [["name"]],
      }),
    );
    expect(differences(one ?? [], other ?? [])).toEqual([]);
    expect(one?.[0]).toMatchObject({ replacedFor: '[["name"]]', attributes: { name: { after: "n" } } });
  });

  test("is left out where Terraform does nothing, and said where it imports or moves", () => {
    const still = { actions: ["no-op"], before: { id: "i" }, after: { id: "i" } };
    expect(changed(still)).toEqual([]);
    expect(changed({ ...still, importing: { id: "i" } })).toMatchObject([{ imports: "i" }]);
    expect(changed(still, { previous_address: "google_redis_instance.old" })).toMatchObject([
      { previous: "google_redis_instance.old" },
    ]);
  });
});

describe("two plans differ where", () => {
  const before = { id: "i", name: "n" };
  const base = { actions: ["update"], before, after: { ...before, tier: "BASIC" } };
  test.each<[string, Change[], string]>([
    [
      "the action is another",
      changed({ ...base, actions: ["delete", "create"] }),
      "actions was reviewed as update, and is planned as delete and create",
    ],
    [
      "it is forgotten",
      changed({ ...base, actions: ["forget"] }),
      "actions was reviewed as update, and is planned as forget",
    ],
    [
      "the provider is another",
      changed(base, { provider_name: "registry.terraform.io/attacker/google" }),
      'provider was reviewed as "registry.terraform.io/hashicorp/google"',
    ],
    [
      "another thing is imported",
      changed({ ...base, importing: { id: "other" } }),
      'imports was reviewed as nothing, and is planned as "other"',
    ],
    [
      "it is moved from elsewhere",
      changed(base, { previous_address: "google_redis_instance.old" }),
      "previous was reviewed as nothing",
    ],
    ["another object is there", changed({ ...base, before: { ...before, id: "j" } }), "id was reviewed as sha256:"],
    [
      "a value is another",
      changed({ ...base, after: { ...before, tier: "STANDARD_HA" } }),
      'tier was reviewed as nothing -> "BASIC", and is planned as nothing -> "STANDARD_HA"',
    ],
    [
      "a secret changes besides",
      changed({ ...base, after: { ...base.after, auth_string: "x" } }),
      "auth_string was reviewed as no change, and is planned as a secret that changes",
    ],
    [
      "an object that an apply has left is deleted",
      [...changed(base), ...changed({ actions: ["delete"], before, after: null }, { deposed: "ab12" })],
      "(deposed ab12): delete, and nobody has reviewed it",
    ],
  ])("%s", (_, planned, said) => {
    const found = differences(changed(base), planned);
    expect(found.join("\n")).toContain(said);
  });

  test("nothing of a hostile name is printed as it is", () => {
    const [line = ""] = differences([], changed(base, { address: "google_a.b\n::error::x\u001b[31m" }));
    expect(line).toBe("google_a.b ::error::x: update, and nobody has reviewed it");
  });
});
