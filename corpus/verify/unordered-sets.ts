import { API, CACHE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { allow, at, close, copy, deny, env } from "./edit";

const port = ref(`${CACHE}.port`);
const tcp = (...ports: string[]) => ({ protocol: "tcp", ports });
const twoClauses = { deny: [tcp("9999"), tcp(port)], destination_ranges: ["10.0.0.0/8"] };
const lostInPlan = {
  verdict: "unknown",
  code: "UNRESOLVED_REFERENCE",
  because: "a plan keeps no dynamic block",
} as const;

/** Sets: a plan lists their members in another order than the configuration, those that are not known yet first. */
export const unorderedSets: VerifyCase[] = [
  {
    id: "set-denies-port-in-second-clause",
    why: "The plan lists the clause whose port is not known yet first; it is the one that denies Redis.",
    mutate: (root) => deny(root, twoClauses),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "set-allows-port-in-second-clause",
    why: "The clause that allows Redis comes second in the configuration and first in the plan.",
    mutate: (root) => {
      allow(root, { allow: [tcp("443"), tcp(port)], destination_ranges: ["10.0.0.0/8"] });
      close(root);
    },
    verdict: "reachable",
  },
  {
    id: "set-allows-other-port-in-second-clause",
    why: "Neither 443 nor the port of the other Redis is the port of this one.",
    mutate: (root) => {
      copy(root, CACHE, "other", { name: "other-cache", transit_encryption_mode: "SERVER_AUTHENTICATION" });
      closedExcept(root, [tcp("443"), tcp(ref("google_redis_instance.other.port"))]);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "set-with-two-unknown-clauses",
    why: "Both clauses are not known yet: together they allow the ports of both, whichever is listed first.",
    mutate: (root) => {
      copy(root, CACHE, "other", { name: "other-cache", transit_encryption_mode: "SERVER_AUTHENTICATION" });
      closedExcept(root, [tcp(ref("google_redis_instance.other.port")), tcp(port)]);
    },
    verdict: "reachable",
  },
  {
    id: "set-with-known-and-unknown-ports-in-one-clause",
    why: "The list of ports keeps its order: 443 and the port of Redis.",
    mutate: (root) => closedExcept(root, [tcp("443", port)]),
    verdict: "reachable",
  },
  {
    id: "set-denies-port-in-dynamic-block",
    why: "The dynamic block denies the port of Redis, the written one another port.",
    mutate: (root) => {
      deny(root, { deny: [tcp("9999")], destination_ranges: ["10.0.0.0/8"], ...dynamic("deny", [port]) });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
    plan: lostInPlan,
  },
  {
    id: "set-denies-other-port-in-dynamic-block",
    why: "The written block denies the port of Redis, the dynamic one another port.",
    mutate: (root) => {
      deny(root, { deny: [tcp(port)], destination_ranges: ["10.0.0.0/8"], ...dynamic("deny", ["9999"]) });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "set-of-variables-with-the-address-last",
    why: "Variables are a set: the plan sorts them, and REDIS_HOST is not the third.",
    mutate: (root) => {
      const [container] = at(root, API).template.containers;
      container.env = [{ name: "ZONE", value: ref(`${CACHE}.location_id`) }, ...container.env.reverse()];
      env(root, "A_NAME", ref(`${CACHE}.current_location_id`));
    },
    verdict: "reachable",
  },
  {
    id: "set-of-variables-with-another-address-first",
    why: "REDIS_HOST is the address of a Redis that the firewall keeps away.",
    mutate: (root) => {
      copy(root, CACHE, "other", { name: "other-cache" });
      const [container] = at(root, API).template.containers;
      container.env = [
        { name: "Z_REDIS_HOST", value: ref(`${CACHE}.host`) },
        { name: "REDIS_HOST", value: ref("google_redis_instance.other.host") },
        { name: "REDIS_PORT", value: port },
      ];
      deny(root, { destination_ranges: [`${ref("google_redis_instance.other.host")}/32`] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
];

function closedExcept(root: Root, clauses: Root[]): void {
  allow(root, { allow: clauses, destination_ranges: ["10.0.0.0/8"] });
  delete root.resource.google_compute_firewall.redis_out;
  close(root);
}

function dynamic(label: string, ports: string[]): Root {
  return { dynamic: { [label]: { for_each: ports, content: tcp(ref(`${label}.value`)) } } };
}
