import { CACHE, CONNECTOR, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { add, close, connector, deny, env, remove } from "./edit";

const tcp = (...ports: string[]) => [{ protocol: "tcp", ports }];

/** What a plan is made with besides the configuration, and blocks that speak of the state or check something. */
export const otherWorlds: VerifyCase[] = [
  {
    id: "variable-given-to-the-plan",
    why: "The default leaves Redis alone; the value that the plan was made with denies its port.",
    mutate: (root) => deniedIfClosed(root, false),
    args: ["-var=closed=true"],
    verdict: "reachable",
    plan: { verdict: "blocked", code: "FIREWALL_RULE", because: "it was made with -var=closed=true" },
  },
  {
    id: "variable-given-to-the-plan-opens",
    why: "The default denies the port of Redis; the value that the plan was made with leaves it alone.",
    mutate: (root) => deniedIfClosed(root, true),
    args: ["-var=closed=false"],
    verdict: "blocked",
    code: "FIREWALL_RULE",
    plan: { verdict: "reachable", because: "it was made with -var=closed=false" },
  },
  {
    id: "variable-in-a-destination-given-to-the-plan",
    why: "The plan was made with the range of Redis as the range that is denied.",
    mutate: (root) => {
      root.variable = { denied: { type: "list(string)", default: ["10.9.0.0/16"] } };
      deny(root, { destination_ranges: ref("var.denied") });
    },
    args: ['-var=denied=["10.166.0.0/16"]'],
    verdict: "reachable",
    plan: { verdict: "blocked", code: "FIREWALL_RULE", because: "it was made with -var=denied" },
  },
  {
    id: "secret-of-an-ephemeral-variable",
    why: "The value of an ephemeral variable is given at each run: a plan shows its default, whatever it was made with.",
    mutate: (root) => {
      root.variable = { host: { type: "string", ephemeral: true, default: "10.9.9.9" } };
      const secret = ref("google_secret_manager_secret.host.secret_id");
      add(root, "google_secret_manager_secret.host", { secret_id: "host", replication: { auto: {} } });
      const version = { secret: ref("google_secret_manager_secret.host.id"), secret_data_wo_version: 1 };
      add(root, "google_secret_manager_secret_version.host", { ...version, secret_data_wo: ref("var.host") });
      env(root, "REDIS_HOST", undefined);
      const [container] = root.resource.google_cloud_run_v2_service.api.template.containers;
      container.env.push({ name: "REDIS_HOST", value_source: { secret_key_ref: { secret, version: "latest" } } });
    },
    verdict: "unknown",
    code: "UNRESOLVED_REFERENCE",
  },
  {
    id: "name-by-workspace",
    why: "The connector's tag has the workspace in it, which the configuration does not know.",
    mutate: (root) => {
      connector(root, { name: ref("terraform.workspace") });
      deny(root, { target_tags: ["vpc-connector-europe-west1-default"] });
    },
    verdict: "unknown",
    code: "UNRESOLVED_REFERENCE",
    plan: { verdict: "blocked", code: "FIREWALL_RULE", because: "it knows the workspace" },
  },
  {
    id: "moved-and-removed-blocks",
    why: "They speak of addresses in the state, and this state is empty.",
    mutate: (root) => {
      root.moved = [{ from: "google_redis_instance.old", to: CACHE }];
      root.removed = [{ from: "google_compute_firewall.old", lifecycle: { destroy: false } }];
    },
    verdict: "reachable",
  },
  {
    id: "check-that-fails",
    why: "A failed check is a warning of Terraform's and changes no path.",
    mutate: (root) => {
      const assert = { condition: ref(`${CONNECTOR}.min_instances > 100`), error_message: "more instances" };
      root.check = { size: { assert: [assert] } };
    },
    verdict: "reachable",
  },
  {
    id: "check-that-fails-on-a-closed-path",
    why: "A failed check does not hide that nothing opens the closed connector.",
    mutate: (root) => {
      const assert = { condition: ref(`${CONNECTOR}.min_instances > 100`), error_message: "more instances" };
      root.check = { size: { assert: [assert] } };
      remove(root, "google_compute_firewall.redis_out");
      close(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
];

/** A deny rule on the port of Redis where the variable says so, else on another port. */
function deniedIfClosed(root: Root, closed: boolean): void {
  root.variable = { closed: { type: "bool", default: closed } };
  const port = ref(`var.closed ? ${CACHE}.port : 9999`);
  deny(root, { deny: tcp(port), destination_ranges: ["10.0.0.0/8"] });
}
