import { API, CACHE, CONNECTOR, EGRESS_RULE, type Root, ref, VPC } from "./base";
import type { VerifyCase } from "./case";
import { access, at, close, connector, copy, deny, env, opening, set } from "./edit";

const unresolved = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;

/** One block that expands to several resources, or to none. */
export const repetition: VerifyCase[] = [
  {
    id: "counted-connector",
    why: "A connector with count 1 is the one at index 0.",
    mutate: (root) => {
      connector(root, { count: 1 });
      access(root, { connector: ref(`${CONNECTOR}[0].id`) });
    },
    verdict: "reachable",
  },
  {
    id: "second-of-counted-connectors",
    why: "The connector at index 1 has a name of its own, and a tag with it, which is denied.",
    mutate: (root) => {
      connector(root, {
        count: 2,
        name: `orders-conn-${ref("count.index")}`,
        ip_cidr_range: `10.2.${ref("count.index")}.0/28`,
      });
      access(root, { connector: ref(`${CONNECTOR}[1].id`) });
      deny(root, { target_tags: ["vpc-connector-europe-west1-orders-conn-1"] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "first-of-counted-connectors",
    why: "The connector at index 0 does not carry the tag of the one at index 1.",
    mutate: (root) => {
      connector(root, {
        count: 2,
        name: `orders-conn-${ref("count.index")}`,
        ip_cidr_range: `10.2.${ref("count.index")}.0/28`,
      });
      access(root, { connector: ref(`${CONNECTOR}[0].id`) });
      deny(root, { target_tags: ["vpc-connector-europe-west1-orders-conn-1"] });
    },
    verdict: "reachable",
  },
  {
    id: "services-for-each",
    why: "Both services come from one block and use the one connector.",
    mutate: (root) => set(root, API, { for_each: { orders: "orders-api", billing: "billing-api" }, name: value }),
    verdict: "reachable",
  },
  {
    id: "services-for-each-own-connector",
    why: "Each service has the connector of its own key, and one of the two is denied.",
    mutate: (root) => {
      const for_each = { orders: "orders-conn", billing: "billing-conn" };
      connector(root, { for_each: { orders: "10.2.0.0/28", billing: "10.2.1.0/28" }, ip_cidr_range: value });
      connector(root, { name: `${ref("each.key")}-conn` });
      set(root, API, { for_each, name: `${ref("each.key")}-api` });
      access(root, { connector: ref(`${CONNECTOR}[each.key].id`) });
      deny(root, { target_tags: ["vpc-connector-europe-west1-billing-conn"] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
    plan: { ...unresolved, because: "a plan does not say which connector each.key picks" },
  },
  {
    id: "services-for-each-own-region",
    why: "One of the services is deployed to a region in which there is neither connector nor Redis.",
    mutate: (root) =>
      set(root, API, {
        for_each: { near: "europe-west1", far: "us-central1" },
        name: `${ref("each.key")}-api`,
        location: value,
      }),
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "cache-for-each",
    why: "The map determines the network of the cache, and it is that of the connector.",
    mutate: (root) => {
      set(root, CACHE, { for_each: { main: ref(`${VPC}.id`) }, authorized_network: value });
      env(root, "REDIS_HOST", ref(`${CACHE}["main"].host`));
      env(root, "REDIS_PORT", ref(`${CACHE}["main"].port`));
    },
    verdict: "reachable",
  },
  {
    id: "rules-for-each",
    why: "The rules from one block allow both halves of the range, before the deny rule.",
    mutate: (root) => {
      opening(root, {
        for_each: { lower: "10.166.0.0/17", upper: "10.166.128.0/17" },
        name: `open-${ref("each.key")}`,
        destination_ranges: [value],
      });
      close(root);
    },
    verdict: "reachable",
  },
  {
    id: "rules-for-each-of-nothing",
    why: "A for_each over an empty map creates no allow rule, and the connector's egress is denied.",
    mutate: (root) => {
      set(root, EGRESS_RULE, { for_each: {} });
      close(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-among-many",
    why: "One deny among twenty rules that have nothing to do with Redis.",
    mutate: (root) => {
      for (let number = 0; number < 20; number += 1) {
        const allow = [{ protocol: "tcp", ports: [`${7000 + number}`] }];
        copy(root, EGRESS_RULE, `other_${number}`, { name: `other-${number}`, priority: 500 + number, allow });
      }
      deny(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "dynamic-env",
    why: "A dynamic block writes the envs; Terraform makes the same service of it.",
    mutate: (root) => dynamically(root, API),
    verdict: "reachable",
  },
  {
    id: "dynamic-env-beside-whole-path",
    why: "One service reaches Redis; the other one's envs are written by a dynamic block, and it is in no VPC.",
    mutate: (root) => {
      const billing = copy(root, API, "billing", { name: "billing-api" });
      dynamically(root, billing);
      access(root, undefined, billing);
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
];

const value = ref("each.value");

/** The service's envs, written by a dynamic block. */
function dynamically(root: Root, service: string): void {
  const [container] = at(root, service).template.containers;
  delete container.env;
  container.dynamic = {
    env: {
      for_each: { REDIS_HOST: ref(`${CACHE}.host`), REDIS_PORT: ref(`${CACHE}.port`) },
      content: { name: ref("env.key"), value: ref("env.value") },
    },
  };
}
