import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfiguration } from "../../src/inputs/configuration";
import type { Resource } from "../../src/inputs/model";
import { readJson } from "../../src/inputs/read";
import { withoutKeys } from "../../src/values";
import { folderOf } from "./folder-of";

// order/graph.json is what Terraform 1.11.4 creates before each resource: `terraform graph -type=plan`, followed.
const folder = join(__dirname, "order");
const jsonIn = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const graph = Object.entries(jsonIn("graph.json") as Record<string, string[]>);

function beforeIn(resources: readonly Resource[]) {
  const byAddress = new Map(resources.map((resource) => [withoutKeys(resource.address), resource]));
  return (address: string) => {
    const found = byAddress.get(address)?.prerequisites;
    return { addresses: [...(found?.addresses ?? [])].sort(), mayBeMore: found?.mayBeMore };
  };
}

const written = beforeIn(readConfiguration(folderOf(folder), "order").resources);
const planned = beforeIn(readJson(jsonIn("planned.json"), "plan").resources);

test.each(graph)("a configuration says what Terraform creates before %s", (address, before) => {
  expect(written(address)).toEqual({ addresses: before, mayBeMore: false });
});

test.each(graph)("a plan says what Terraform creates before %s, or that there may be more", (address, before) => {
  const { addresses, mayBeMore } = planned(address);
  expect(before).toEqual(expect.arrayContaining(addresses));
  if (!mayBeMore) expect(addresses).toEqual(before);
});

test("a plan does not keep locals: most of what stands behind none of them is whole", () => {
  expect(graph.filter(([address]) => !planned(address).mayBeMore).length).toBeGreaterThan(graph.length / 2);
});
