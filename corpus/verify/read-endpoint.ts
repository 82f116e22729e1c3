import { CACHE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { close, deny, env, opening, set } from "./edit";

const primary = `${ref(`${CACHE}.host`)}/32`;
const replica = `${ref(`${CACHE}.read_endpoint`)}/32`;

/** A Redis with read replicas has a second address; the path is judged for the address that is used. */
export const readEndpoint: VerifyCase[] = [
  {
    id: "read-endpoint",
    why: "Read replicas answer at an address of their own out of the same range.",
    mutate: (root) => {
      withReplicas(root);
      callReplicas(root);
    },
    verdict: "reachable",
  },
  {
    id: "read-endpoint-of-basic",
    why: "An instance of the basic tier has no replicas, and its read endpoint is empty.",
    mutate: (root) => callReplicas(root),
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "read-endpoint-without-replicas",
    why: "Read replicas are disabled unless they are enabled.",
    mutate: (root) => {
      set(root, CACHE, { tier: "STANDARD_HA" });
      callReplicas(root);
    },
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "read-endpoint-not-opened",
    why: "The rule opens the first address alone, and the service calls the second.",
    mutate: (root) => {
      withReplicas(root);
      callReplicas(root);
      opening(root, { destination_ranges: [primary] });
      close(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "read-endpoint-opened",
    why: "The rule opens the address that the service calls.",
    mutate: (root) => {
      withReplicas(root);
      callReplicas(root);
      opening(root, { destination_ranges: [replica] });
      close(root);
    },
    verdict: "reachable",
  },
  {
    id: "only-read-endpoint-denied",
    why: "The service calls the first address, and a rule denies the second.",
    mutate: (root) => {
      withReplicas(root);
      deny(root, { destination_ranges: [replica] });
    },
    verdict: "reachable",
  },
];

function withReplicas(root: Root): void {
  const attributes = { tier: "STANDARD_HA", memory_size_gb: 5, replica_count: 2 };
  set(root, CACHE, { ...attributes, read_replicas_mode: "READ_REPLICAS_ENABLED" });
}

function callReplicas(root: Root): void {
  env(root, "REDIS_HOST", ref(`${CACHE}.read_endpoint`));
  env(root, "REDIS_PORT", ref(`${CACHE}.read_endpoint_port`));
}
