import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPlan } from "../../../corpus/recorder/recording";
import { verifyCases } from "../../../corpus/verify";
import { base, CACHE, CONNECTOR, EGRESS_RULE, type Root, ref } from "../../../corpus/verify/base";
import { mutated } from "../../../corpus/verify/case";
import { at, deny, set } from "../../../corpus/verify/edit";
import { configurationIn, readJson } from "../../src/inputs/read";
import { withConfiguration } from "../../src/inputs/with-configuration";
import { findingsOf } from "../../src/rules/findings";
import { judge } from "../../src/verify";

/** A recorded plan, judged with a configuration: its own, changed. */
function judged(id: string, change: (root: Root) => void, more: { plan?: (plan: Root) => void } = {}) {
  const one = verifyCases.find((candidate) => candidate.id === id);
  if (!one) throw new Error(`there is no case ${id}`);
  const root = structuredClone(mutated(one));
  change(root);
  const plan = readPlan("verify", id) as Root;
  more.plan?.(plan);
  return inShort(withConfiguration(readJson(plan, "plan.json"), { file: "main.tf.json", root: { files: [root] } }));
}

function inShort(model: Parameters<typeof judge>[0]) {
  const { verdict, topology, paths } = judge(model);
  const notUsed = findingsOf({ topology, paths }).find(({ message }) => message.includes("was not used"));
  return { verdict, notUsed: notUsed?.message };
}

const NAMED = /^main\.tf\.json was not used, because plan\.json may not have been made from it: /;

describe("a configuration that is not the plan's is named and decides nothing:", () => {
  // Alone, the plan does not know which port the dynamic block denies; the configuration does.
  const id = "set-denies-port-in-dynamic-block";

  test("its own configuration decides", () => {
    expect(judged(id, () => {})).toEqual({ verdict: "blocked", notUsed: undefined });
  });

  test.each<[string, string, (root: Root) => void]>([
    [
      "another value",
      `${EGRESS_RULE} has another priority in the plan`,
      (root) => set(root, EGRESS_RULE, { priority: 7 }),
    ],
    [
      "another item",
      `${EGRESS_RULE} has another target_tags in the plan`,
      (root) => set(root, EGRESS_RULE, { target_tags: ["x"] }),
    ],
    [
      "another block",
      `${EGRESS_RULE} has another allow.ports in the plan`,
      (root) => set(root, EGRESS_RULE, { allow: [{ protocol: "tcp", ports: ["1"] }] }),
    ],
    [
      "another variable of a service",
      "google_cloud_run_v2_service.api has another template.containers.env in the plan",
      (root) => {
        at(root, "google_cloud_run_v2_service.api").template.containers[0].env.push({ name: "MODE", value: "b" });
      },
    ],
    [
      "a block less",
      "google_cloud_run_v2_service.api has another template.containers.env in the plan",
      (root) => at(root, "google_cloud_run_v2_service.api").template.containers[0].env.pop(),
    ],
    [
      "a resource more",
      "google_compute_firewall.extra is in the configuration alone",
      (root) => deny(root, {}, "extra"),
    ],
    [
      "a resource less",
      `${EGRESS_RULE} is in the plan alone`,
      (root) => {
        delete root.resource.google_compute_firewall.redis_out;
      },
    ],
  ])("%s", (what, why, change) => {
    const plan = (json: Root) => {
      if (what !== "another variable of a service") return;
      const service = json.planned_values.root_module.resources.find((one: Root) => one.address.endsWith(".api"));
      service.values.template[0].containers[0].env.push({ name: "MODE", value: "a", value_source: [] });
    };
    const answer = judged(id, change, { plan });
    expect(answer.verdict).toBe("unknown");
    expect(answer.notUsed).toMatch(NAMED);
    expect(answer.notUsed).toContain(why);
  });
});

describe("no contradiction is", () => {
  test.each<[string, (root: Root) => void]>([
    [
      "an attribute whose changes are ignored",
      (root) => set(root, EGRESS_RULE, { priority: 7, lifecycle: { ignore_changes: ["priority"] } }),
    ],
    [
      "another spelling that the provider takes for the same",
      (root) => set(root, CONNECTOR, { network: "projects/acme-staging/global/networks/acme-vpc" }),
    ],
    ["a number that is written as text", (root) => set(root, EGRESS_RULE, { priority: "1000" })],
    [
      "another order of a set",
      (root) => at(root, "google_cloud_run_v2_service.api").template.containers[0].env.reverse(),
    ],
  ])("%s", (_, change) => {
    expect(judged("set-denies-port-in-dynamic-block", change)).toEqual({ verdict: "blocked", notUsed: undefined });
  });

  test("a resource that a targeted plan leaves out", () => {
    const plan = (json: Root) => {
      json.complete = false;
    };
    const answer = judged("set-denies-port-in-dynamic-block", (root) => deny(root, {}, "extra"), { plan });
    expect(answer).toEqual({ verdict: "blocked", notUsed: undefined });
  });
});

describe("a folder", () => {
  async function inFolder(files: Record<string, string>, id: string) {
    const folder = mkdtempSync(join(tmpdir(), "lineup-config-"));
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      return inShort(withConfiguration(readJson(readPlan("verify", id), "plan.json"), await configurationIn(folder)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const root = (id: string) => JSON.stringify(mutated(verifyCases.find((one) => one.id === id) as never));

  test("decides nothing where a file of OpenTofu's was not read: it may override what the others say", async () => {
    const id = "set-denies-port-in-dynamic-block";
    const answer = await inFolder({ "main.tf.json": root(id), "x_override.tofu": "" }, id);
    expect(answer).toEqual({
      verdict: "unknown",
      notUsed: expect.stringContaining("x_override.tofu is read by OpenTofu alone"),
    });
  });

  test("decides with the values of variables that the plan has, not with those of its own files", async () => {
    const id = "variable-given-to-the-plan";
    const answer = await inFolder({ "main.tf.json": root(id), "terraform.tfvars": "closed = false" }, id);
    expect(answer).toEqual({ verdict: "blocked", notUsed: undefined });
  });
});

test("the values of variables come from the plan, never from the configuration's defaults", () => {
  expect(judged("variable-given-to-the-plan", () => {}).verdict).toBe("blocked");
  expect(judged("variable-given-to-the-plan-opens", () => {}).verdict).toBe("reachable");
});

test("the base and a plan of another root share no resource, and that is refused", () => {
  const other = { resource: { google_compute_network: { elsewhere: { name: "x" } } } };
  const plan = readJson(readPlan("verify", "ok"), "plan.json");
  expect(() => withConfiguration(plan, { file: "other.tf.json", root: { files: [other] } })).toThrow(
    "other.tf.json holds none of the resources of plan.json: pass the configuration of the same stack",
  );
  expect(at(base, CACHE).authorized_network).toBe(ref("google_compute_network.vpc.id"));
});

test.each([
  ["true", "blocked"],
  ["1", "blocked"],
  ["false", "reachable"],
])("-var=closed=%s is text in a plan, and true or false where the default is one", (value, verdict) => {
  const plan = readPlan("verify", "variable-given-to-the-plan") as Root;
  plan.variables.closed.value = value;
  const [rule] = plan.configuration.root_module.resources.filter((one: Root) => one.name === "lockdown");
  rule.expressions.deny[0].ports.constant_value = [ref(`var.closed == true ? ${CACHE}.port : 9999`)];
  expect(inShort(readJson(plan, "plan.json")).verdict).toBe(verdict);
});
