import { verifyCases } from "../../../corpus/verify";
import { base, type Root } from "../../../corpus/verify/base";
import { mutated } from "../../../corpus/verify/case";
import { readJson } from "../../src/inputs/read";
import type { Hop } from "../../src/reachability/path";
import { judge } from "../../src/verify";

/** Code and hop of every cause of the only path. */
function causesOf(root: Root): string[] {
  const [path] = judge(readJson(root, "main.tf.json")).paths;
  return (path?.causes ?? []).map(({ code, hop }) => `${code} at ${hop}`);
}

function causesOfCase(id: string): string[] {
  const fault = verifyCases.find((one) => one.id === id);
  if (!fault) throw new Error(`the corpus has no case ${id}`);
  return causesOf(mutated(fault));
}

test.each<[string, string, Hop]>([
  ["no-connector", "VPC_CONNECTOR_NOT_SET", "entry"],
  ["connector-in-other-region", "REGION_MISMATCH", "entry"],
  ["connector-range-too-large", "VPC_CONNECTOR_NOT_RUNNING", "entry"],
  ["public-looking-redis", "PRIVATE_TRAFFIC_TO_INTERNET", "entry"],
  ["deny-on-network-by-literal-name", "FIREWALL_RULE", "firewall"],
  ["own-traffic-denied-at-100", "VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED", "firewall"],
  ["policy-route-towards-redis", "UNEVALUATED_POLICY", "firewall"],
  ["connector-on-hardcoded-network", "GOOGLE_MANAGED_SERVICE_NO_PEERING", "peering"],
  ["redis-in-other-region", "REGION_MISMATCH", "peering"],
  ["connector-on-public-range", "REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS", "target"],
  ["host-is-localhost", "ADDRESS_MISMATCH", "target"],
  ["port-literal-with-tls", "REDIS_INSTANCE_UNSUPPORTED_PORT", "target"],
])("in %s, %s sits at the %s", (id, code, hop) => {
  expect(causesOfCase(id)).toContain(`${code} at ${hop}`);
});

test("whether the service exists is a question about the caller, not about Redis", () => {
  const root = structuredClone(base);
  for (const service of Object.values(root.resource.google_cloud_run_v2_service ?? {})) {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform
    (service as Record<string, unknown>).count = "${var.unset}";
  }
  expect(causesOf(root)).toContain("UNRESOLVED_REFERENCE at caller");
});
