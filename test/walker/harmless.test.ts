import { connectedKeys } from "../support/environment-schema";
import { accepts, add, follow, onTheDefaultNetwork, otherNetwork, type StackParts } from "../support/mutations";
import { blocksAsLists, blocksAsObjects, ref, renameAll, reverseAll, rewriteStrings } from "../support/rewrites";
import type { StackJson } from "../support/synth";

const NETWORK = /\$\{google_compute_network\.network\.\w+\}/g;

describe("the walker accepts the same stack with", () => {
  for (const attribute of ["id", "name", "self_link"]) {
    accepts(`the network by its ${attribute} everywhere`, ({ json }) =>
      rewriteStrings(json, (text) => text.replace(NETWORK, ref(`google_compute_network.network.${attribute}`))),
    );
  }

  accepts("the network by its id, its name and its self_link in turn", ({ json }) => {
    let turn = 0;
    const next = () => ref(`google_compute_network.network.${["id", "name", "self_link"][turn++ % 3]}`);
    rewriteStrings(json, (text) => text.replace(NETWORK, next));
  });

  accepts("secrets by their id", ({ json }) =>
    rewriteStrings(json, (text) => text.replace(/(google_secret_manager_secret\.\w+)\.secret_id/g, "$1.id")),
  );

  accepts("another address for every resource", ({ json }) => renameAll(json));

  accepts("all keys and lists the other way round", ({ json }) => {
    Object.assign(json, { resource: reverseAll(json.resource) });
  });

  accepts("every block as a list", ({ json }) => blocksAsLists(json));

  accepts("every single block as an object", ({ json }) => blocksAsObjects(json));

  accepts("vpc_access and template as lists", ({ backend }) => {
    backend.template.vpc_access = [backend.template.vpc_access];
    backend.template = [backend.template];
  });

  accepts("white space inside every reference", ({ json }) =>
    rewriteStrings(json, (text) => text.replace(/\$\{([^}]*)\}/g, (_, inside) => ref(`  ${inside}\t`))),
  );

  accepts("other labels", ({ cache, backend }) => {
    cache.labels = { team: "somebody-else" };
    delete backend.labels;
  });

  accepts("null for what is left out", ({ opening, closing, healthChecks }) => {
    for (const rule of [opening, closing, healthChecks]) rule.source_ranges ??= null;
    Object.assign(opening, { deny: null, disabled: null, target_service_accounts: null });
  });

  accepts("no outputs", ({ json }) => {
    delete json.output;
  });

  accepts("no metadata", ({ json }) => {
    for (const byName of Object.values<StackJson>(json.resource)) {
      for (const body of Object.values<StackJson>(byName)) delete body["//"];
    }
  });
});

describe("the walker accepts a Redis that waits for its connection", () => {
  const CONNECTION = "google_service_networking_connection.private_services_connection";

  accepts("through another resource of Google's", ({ json, cache }) => {
    add(json, "google_project_service.between", { service: "redis.googleapis.com", depends_on: [CONNECTION] });
    cache.depends_on = ["google_project_service.between"];
  });

  accepts("through a resource of another provider", ({ json, cache }) => {
    add(json, "time_sleep.settle", { create_duration: "30s", depends_on: [CONNECTION] });
    cache.depends_on = ["time_sleep.settle"];
  });

  accepts("by reference", ({ cache }) => {
    delete cache.depends_on;
    cache.labels = { peering: ref(`${CONNECTION}.peering`) };
  });
});

describe("the walker accepts beside the path", () => {
  accepts("resources that have nothing to do with it", ({ json }) => {
    add(json, "google_service_account.other", { account_id: "other" });
    add(json, "google_storage_bucket.uploads", { name: "uploads", location: "US" });
    add(json, "google_cloud_run_v2_service.worker", { name: "worker", location: "europe-west1", template: {} });
    add(json, "google_monitoring_alert_policy.latency", { display_name: "default", combiner: "OR" });
  });

  accepts("a peering with somebody else's services", ({ json, connection }) => {
    const netapp = { ...connection, service: "netapp.servicenetworking.goog", reserved_peering_ranges: [] };
    json.resource.google_service_networking_connection = {
      before: netapp,
      ...json.resource.google_service_networking_connection,
    };
  });

  accepts("another network that denies everything", ({ json }) => {
    const network = otherNetwork(json);
    add(json, "google_compute_firewall.other", {
      network,
      direction: "EGRESS",
      priority: 1,
      deny: [{ protocol: "all" }],
    });
  });

  accepts("no ingress rule: none acts on the way to Redis", ({ json }) => {
    for (const [name, rule] of Object.entries<StackJson>(json.resource.google_compute_firewall)) {
      if (rule.direction === "INGRESS") delete json.resource.google_compute_firewall[name];
    }
  });

  accepts("no closing rule: Google lets out what nothing denies", ({ json }) => {
    delete json.resource.google_compute_firewall.firewall_closed;
  });
});

describe("the walker accepts a deny at priority 1 that", () => {
  const denying = (title: string, body: (parts: StackParts) => StackJson) =>
    accepts(title, (parts) => {
      const { json, closing } = parts;
      add(json, "google_compute_firewall.added", {
        ...closing,
        name: "added",
        priority: 1,
        depends_on: [],
        ...body(parts),
      });
    });

  denying("is disabled", () => ({ disabled: true }));
  denying("has another tag", () => ({ target_tags: ["vpc-connector-us-central1-other-connector"] }));
  denying("is for another port", () => ({ deny: [{ protocol: "tcp", ports: ["22", "5432-5433"] }] }));
  denying("is for another protocol", () => ({ deny: [{ protocol: "udp" }] }));
  denying("is for other destinations", () => ({ destination_ranges: ["192.168.0.0/16"] }));
  denying("is for other sources", () => ({ source_ranges: ["192.168.0.0/16"] }));
  denying("acts on what comes in", () => ({ direction: "INGRESS", destination_ranges: undefined }));
  denying("stands below the opening after all", ({ opening }) => ({ priority: opening.priority + 1 }));
});

describe("the walker accepts an opening that", () => {
  const opening = (title: string, body: (parts: StackParts) => StackJson) =>
    accepts(title, (parts) => Object.assign(parts.opening, body(parts)));

  opening("leads to all of 10.0.0.0/8", () => ({ destination_ranges: ["10.0.0.0/8"] }));
  opening("leads anywhere, by saying no range", () => ({ destination_ranges: undefined }));
  opening("leads to one range more", ({ range }) => ({
    destination_ranges: ["192.168.0.0/16", `${range.address}/16`],
  }));
  opening("opens every protocol", () => ({ allow: [{ protocol: "all" }] }));
  opening("opens tcp by its number", () => ({ allow: [{ protocol: "6", ports: ["6378", "6379"] }] }));
  opening("opens TCP in capitals", () => ({ allow: [{ protocol: "TCP" }] }));
  opening("opens a range of ports", () => ({ allow: [{ protocol: "tcp", ports: ["6000-7000"] }] }));
  opening("opens Redis among other things", () => ({ allow: [{ protocol: "icmp" }, { protocol: "tcp" }] }));
  opening("acts on every connector", () => ({ target_tags: ["vpc-connector"] }));
  opening("acts on every machine", () => ({ target_tags: undefined }));
  opening("is for packets from the connector", ({ connector }) => ({ source_ranges: [connector.ip_cidr_range] }));
  opening("is for packets from the connector among others", ({ connector }) => ({
    source_ranges: ["192.168.0.0/16", connector.ip_cidr_range],
  }));
  opening("opens all ports by an empty list", () => ({ allow: [{ protocol: "tcp", ports: [] }] }));
  opening("stands at the top", () => ({ priority: 0 }));
  opening("stands just above the closing rule", ({ closing }) => ({ priority: closing.priority - 1 }));
  opening("is written out as not disabled", () => ({ disabled: false }));
});

test("the walker accepts the project's default network, read as a data source", () => {
  const { paths, problems } = follow(onTheDefaultNetwork());
  expect(problems).toEqual([]);
  expect(paths.map(({ service, network, port }) => [service.address, network?.address, port])).toEqual(
    ["google_cloud_run_v2_service.KEY_service", "google_cloud_run_v2_job.KEY_service_probe"].flatMap((address) =>
      [...connectedKeys]
        .sort()
        .map((key) => [address.replace("KEY", key), "data.google_compute_network.network", 6379]),
    ),
  );
});

test("the walker refuses the default network where the connector and Redis read it from two data sources", () => {
  const json = onTheDefaultNetwork();
  json.data.google_compute_network.other = { name: "other" };
  json.resource.google_redis_instance.cache.authorized_network = ref("data.google_compute_network.other.id");
  expect(follow(json).problems).toContainEqual(
    expect.objectContaining({ address: "google_redis_instance.cache", attribute: "authorized_network" }),
  );
});
