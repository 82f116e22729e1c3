import { add, refuses, remove, type StackPart, type StackParts } from "../support/mutations";
import { ref } from "../support/rewrites";
import type { StackJson } from "../support/synth";

/** The path ends at the closing rule. */
const CLOSED: [StackPart, string] = ["closing", "deny"];

describe("the walker refuses a path to Redis whose opening", () => {
  refuses("was removed", CLOSED, ({ json }) => remove(json, "opening"));

  refuses("does not exist because it is counted down to none", ["opening", "count"], ({ opening }) => {
    opening.count = 0;
  });

  refuses("is disabled", CLOSED, ({ opening }) => {
    opening.disabled = true;
  });

  refuses("became an ingress rule", CLOSED, ({ opening }) => {
    opening.direction = "INGRESS";
  });

  refuses("leaves its direction to the provider, which means ingress", CLOSED, ({ opening }) => {
    delete opening.direction;
  });

  refuses("opens another port", CLOSED, ({ opening }) => {
    opening.allow = [{ protocol: "tcp", ports: ["6381"] }];
  });

  refuses("opens a range of ports that ends just below", CLOSED, ({ opening }) => {
    opening.allow = [{ protocol: "tcp", ports: ["6000-6377"] }];
  });

  refuses("opens another protocol", CLOSED, ({ opening }) => {
    opening.allow[0].protocol = "udp";
  });

  refuses("opens half of the range Redis may be in", CLOSED, ({ opening, range }) => {
    opening.destination_ranges = [`${range.address}/17`];
  });

  refuses("opens the address Redis had last month", CLOSED, ({ opening }) => {
    opening.destination_ranges = ["10.107.0.3/32"];
  });

  refuses("names a destination that cannot be read", CLOSED, ({ opening }) => {
    opening.destination_ranges = [`${ref("google_redis_instance.cache.host")}/32`];
  });

  refuses("has the tag of another connector", CLOSED, ({ opening }) => {
    opening.target_tags = ["vpc-connector-us-central1-other-connector"];
  });

  refuses("has the tag of the connector as it was called before", CLOSED, ({ connector, closing }) => {
    connector.name = "renamed-connector";
    closing.target_tags = [`vpc-connector-${connector.region}-renamed-connector`];
  });

  refuses("is meant for the machines of a service account", CLOSED, ({ opening }) => {
    delete opening.target_tags;
    opening.target_service_accounts = ["vm@netra-staging.iam.gserviceaccount.com"];
  });

  refuses("is meant for packets from another range", CLOSED, ({ opening }) => {
    opening.source_ranges = ["10.99.0.0/28"];
  });

  refuses("stands below the closing rule", CLOSED, ({ opening, closing }) => {
    opening.priority = closing.priority + 1;
  });

  refuses("stands beside the closing rule, where deny wins", CLOSED, ({ opening, closing }) => {
    opening.priority = closing.priority;
  });
});

describe("the walker refuses a path to Redis that an added rule denies:", () => {
  const ADDED = "google_compute_firewall.added";
  const deny = ({ json, closing }: StackParts, body: StackJson) =>
    add(json, ADDED, { ...closing, name: "added", priority: 1, depends_on: [], ...body });
  const refusesAdded = (title: string, body: (parts: StackParts) => StackJson) =>
    refuses(title, [ADDED, "deny"], (parts) => deny(parts, body(parts)));

  refusesAdded("everything from the connector, at priority 1", () => ({}));

  refusesAdded("everything from any machine of the network", () => ({ target_tags: undefined }));

  refusesAdded("everything from every connector", () => ({ target_tags: ["vpc-connector"] }));

  refusesAdded("Redis's port, by a range of ports", () => ({ deny: [{ protocol: "tcp", ports: ["6000-7000"] }] }));

  refusesAdded("Redis's port, by the number of the protocol", () => ({ deny: [{ protocol: "6" }] }));

  refusesAdded("Redis's port, by reference", () => ({
    deny: [{ protocol: "tcp", ports: [ref("google_redis_instance.cache.port")] }],
  }));

  refusesAdded("one of many protocols is Redis's", () => ({ deny: [{ protocol: "icmp" }, { protocol: "TCP" }] }));

  refusesAdded("a part of the range Redis may be in", ({ range }) => ({
    destination_ranges: [`${range.address}/24`],
  }));

  refusesAdded("the range Redis may be in, among others", ({ range }) => ({
    destination_ranges: ["192.168.0.0/16", `${range.address}/16`],
  }));

  refusesAdded("packets from the connector's range, among others", ({ connector }) => ({
    source_ranges: ["192.168.0.0/16", connector.ip_cidr_range],
  }));

  refusesAdded("at the priority of the opening, where deny wins", ({ opening }) => ({ priority: opening.priority }));

  refusesAdded("packets from the connector's range", ({ connector }) => ({
    target_tags: undefined,
    source_ranges: [connector.ip_cidr_range],
  }));

  refusesAdded("at the priority that a rule has when it says none", () => ({ priority: undefined }));

  refusesAdded("above an opening that says no priority", ({ opening }) => {
    delete opening.priority;
    return { priority: 999 };
  });
});

describe("the walker refuses a path on which TLS and the opening disagree:", () => {
  refuses("the port moved and the rule stayed", CLOSED, ({ cache }) => {
    const tls = cache.transit_encryption_mode === "SERVER_AUTHENTICATION";
    cache.transit_encryption_mode = tls ? "DISABLED" : "SERVER_AUTHENTICATION";
  });

  refuses("the rule moved and the port stayed", CLOSED, ({ opening }) => {
    const [clause] = opening.allow;
    clause.ports = [clause.ports[0] === "6379" ? "6378" : "6379"];
  });
});
