import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { base, CACHE, type Root, ref, VPC } from "../../../corpus/verify/base";
import { readConfiguration } from "../../src/inputs/configuration";
import type { ModuleSource } from "../../src/inputs/declarations";
import { judge } from "../../src/verify";
import type { Json } from "../inputs";
import { folderOf } from "./folder-of";

// modules/ is a root that calls modules in every way; planned.json is what Terraform 1.11.4 plans for it.
const folder = join(__dirname, "modules");
const jsonIn = (name: string): Json => JSON.parse(readFileSync(join(folder, name), "utf8"));

const { resources } = readConfiguration(folderOf(folder), "modules");
const planned = jsonIn("planned.json") as Record<string, Json>;

test("modules make the resources that Terraform plans, at every level", () => {
  expect(resources.map(({ address }) => address).sort()).toEqual(Object.keys(planned).sort());
  expect(readdirSync(folder)).toContain("nested");
});

test.each(resources.filter(({ type }) => type === "terraform_data").map((one) => [one.address, one] as const))(
  "%s has the value that Terraform plans",
  (address, { values }) => {
    expect(JSON.parse(JSON.stringify(values.input))).toEqual(planned[address]);
  },
);

test.each(resources.filter(({ type }) => type === "google_redis_instance").map((one) => [one.address, one] as const))(
  "%s is in the project of the provider that Terraform takes",
  (address, { values, project }) => {
    const { name, memory_size_gb } = values;
    expect({ name, memory_size_gb, project }).toEqual(planned[address]);
  },
);

const OUTPUT = "data.terraform_remote_state.net.outputs.name";

describe("a module whose code is not here", () => {
  const missing: ModuleSource = { missing: "module.gke is not here" };
  const judged = (call: Root, change: (root: Root) => void = () => undefined) => {
    const root: Root = structuredClone(base);
    root.module = { gke: { source: "terraform-google-modules/kubernetes-engine/google", ...call } };
    change(root);
    const model = readConfiguration({ files: [root], modules: new Map([["gke", missing]]) }, "root");
    const { verdict, paths } = judge(model);
    return {
      verdict,
      paths: paths.map((path) => path.verdict),
      assumptions: paths.flatMap((path) => path.assumptions),
    };
  };

  test.each<[string, Root]>([
    ["nothing", {}],
    ["a project", { project_id: "acme-staging" }],
    ["the host of Redis", { redis_host: ref(`${CACHE}.host`) }],
    ["another network", { network: "other-vpc" }],
  ])("leaves a path as it is where it is given %s, and says so", (_, call) => {
    const { paths, assumptions } = judged(call);
    expect(paths).toEqual(["reachable"]);
    expect(assumptions).toContain(
      "module.gke, whose code is not in this input, denies nothing in a network that it is not given",
    );
  });

  test.each<[string, Root]>([
    ["the network", { network: ref(`${VPC}.id`) }],
    ["the whole network", { vpc: ref(VPC) }],
    ["the name of the network", { network: "acme-vpc" }],
    ["the path of the network", { net: "projects/acme-staging/global/networks/acme-vpc" }],
    ["a list with the network", { networks: [{ link: ref(`${VPC}.self_link`) }] }],
    ["the network to wait for", { depends_on: [VPC] }],
    ["a network that is not known", { network_name: ref("var.network") }],
  ])("leaves a path unknown where it is given %s", (_, call) => {
    expect(judged(call).paths).toEqual(["unknown"]);
  });

  test.each<[string, Root, string]>([
    ["a network of another root", { network_name: ref(OUTPUT) }, "unknown"],
    ["that or another network", { net: ref(`coalesce(${OUTPUT}, google_compute_network.other.name)`) }, "unknown"],
    ["a project of another root", { project_id: ref("data.terraform_remote_state.net.outputs.project") }, "reachable"],
  ])("is judged by what it may hold where it is given %s", (_, call, verdict) => {
    const { paths } = judged(call, (root) => {
      root.data = { terraform_remote_state: { net: { backend: "gcs", config: { bucket: "acme" } } } };
      root.resource.google_compute_network.other = { name: "other-vpc" };
    });
    expect(paths).toEqual([verdict]);
  });

  test("leaves a path unknown where one of its instances is given the network", () => {
    const networks = { other: "other-vpc", own: ref(`${VPC}.name`) };
    expect(judged({ for_each: networks, network_name: ref("each.value") }).paths).toEqual(["unknown"]);
    expect(judged({ for_each: { other: "other-vpc" }, network_name: ref("each.value") }).paths).toEqual(["reachable"]);
  });

  test("leaves a path unknown where it is given what another one makes, at every level", () => {
    const inner: Root = structuredClone(base);
    const elsewhere = { source: "acme/names/google" };
    inner.module = { gke: { source: "acme/gke/google", place: ref("module.names.vpc") }, names: elsewhere };
    const calls = new Map<string, ModuleSource>([
      ["gke", missing],
      ["names", { missing: "module.names is not here" }],
    ]);
    const root: Root = { module: { platform: { source: "./platform" } } };
    const platform: ModuleSource = { root: { files: [inner], modules: calls } };
    for (const files of [
      { files: [root], modules: new Map([["platform", platform]]) },
      { files: [inner], modules: calls },
    ])
      expect(judge(readConfiguration(files, "root")).paths.map(({ verdict }) => verdict)).toEqual(["unknown"]);
  });

  test("may hold callers and targets: the answer for the whole is unknown", () => {
    expect(judged({}).verdict).toBe("unknown");
  });

  test("is nothing where it is called for nothing", () => {
    expect(judged({ count: 0 }).verdict).toBe("reachable");
  });

  test("leaves unknown what hangs on its outputs", () => {
    const { paths } = judged({}, (root) => {
      root.resource.google_vpc_access_connector.conn.network = ref("module.gke.network");
    });
    expect(paths).toEqual(["unknown"]);
  });
});
