import { add, otherNetwork, refuses, remove, type StackPart } from "../support/mutations";
import { ref } from "../support/rewrites";

const NETWORK_ATTRIBUTE: [StackPart, string][] = [
  ["connector", "network"],
  ["cache", "authorized_network"],
  ["opening", "network"],
  ["closing", "network"],
  ["internal", "network"],
  ["healthChecks", "network"],
  ["ingressTwin", "network"],
  ["router", "network"],
  ["subnet", "network"],
  ["range", "network"],
  ["connection", "network"],
];

describe.each(NETWORK_ATTRIBUTE)("the walker refuses on %s, attribute %s,", (part, attribute) => {
  refuses("a network by its literal name", [part, attribute], (parts) => {
    parts[part][attribute] = "staging-vpc";
  });

  refuses("the default network by its literal name", [part, attribute], (parts) => {
    parts[part][attribute] = "default";
  });

  refuses("a network that is not in the stack", [part, attribute], (parts) => {
    parts[part][attribute] = ref("google_compute_network.gone.id");
  });

  refuses("an attribute that does not name the network", [part, attribute], (parts) => {
    parts[part][attribute] = ref("google_compute_network.network.mtu");
  });

  refuses("a reference to something that is no network", [part, attribute], (parts) => {
    parts[part][attribute] = ref("google_compute_subnetwork.network_subnet.id");
  });

  refuses("a name put together around a reference", [part, attribute], (parts) => {
    parts[part][attribute] = `projects/netra/global/networks/${ref("google_compute_network.network.name")}`;
  });
});

describe("the walker refuses another network of the same stack", () => {
  // Where two resources disagree, the one that is named is the other one as often as the one that moved.
  const MOVED: [StackPart, [StackPart, string]][] = [
    ["connector", ["cache", "authorized_network"]],
    ["cache", ["cache", "authorized_network"]],
    ["opening", ["opening", "network"]],
    ["closing", ["closing", "network"]],
    ["internal", ["internal", "network"]],
    ["healthChecks", ["healthChecks", "network"]],
    ["ingressTwin", ["ingressTwin", "network"]],
    ["router", ["router", "network"]],
    ["subnet", ["subnet", "network"]],
    ["range", ["cache", "connect_mode"]],
    ["connection", ["cache", "connect_mode"]],
  ];
  for (const [part, complaint] of MOVED) {
    refuses(`for ${part}`, complaint, (parts) => {
      parts[part][part === "cache" ? "authorized_network" : "network"] = otherNetwork(parts.json);
    });
  }
});

describe("the walker refuses a connector and a Redis that", () => {
  refuses("both leave their network to Google", ["connector", "network"], ({ connector, cache }) => {
    delete connector.network;
    delete cache.authorized_network;
  });

  refuses("are in different regions, because the connector moved", ["connector", "region"], ({ connector }) => {
    connector.region = "europe-west1";
  });

  refuses("are in different regions, because Redis moved", ["cache", "region"], ({ cache }) => {
    cache.region = "europe-west1";
  });

  refuses("are both in another region than the service", ["connector", "region"], ({ backend }) => {
    backend.location = "europe-west1";
  });
});

describe("the walker refuses a service whose connector", () => {
  const complaint: [StackPart, string] = ["backend", "template.vpc_access.connector"];

  refuses("is a literal id", complaint, ({ backend }) => {
    backend.template.vpc_access.connector = "projects/netra-staging/locations/us-central1/connectors/staging-connector";
  });

  refuses("is not in the stack", complaint, ({ backend }) => {
    backend.template.vpc_access.connector = ref("google_vpc_access_connector.gone.id");
  });

  refuses("is no connector", complaint, ({ backend }) => {
    backend.template.vpc_access.connector = ref("google_compute_network.network.id");
  });

  refuses("was removed from the stack", complaint, ({ json }) => remove(json, "connector"));

  refuses("is missing together with its block", complaint, ({ backend }) => {
    delete backend.template.vpc_access;
  });

  refuses("is missing in a block that is null", complaint, ({ backend }) => {
    backend.template.vpc_access = null;
  });

  refuses("is missing while the block says what would go through it", complaint, ({ backend }) => {
    backend.template.vpc_access = { egress: "PRIVATE_RANGES_ONLY" };
  });
});

describe("the walker refuses private services access where", () => {
  const complaint: [StackPart, string] = ["cache", "connect_mode"];

  refuses("there is no connection", complaint, ({ json }) => remove(json, "connection"));

  refuses("the connection is with somebody else's services", complaint, ({ connection }) => {
    connection.service = "netapp.servicenetworking.goog";
  });

  refuses("Redis does not wait for the connection", complaint, ({ cache }) => {
    cache.depends_on = cache.depends_on.filter((address: string) => !address.includes("connection"));
  });

  refuses("Redis only mentions the connection in prose", complaint, ({ cache }) => {
    cache.display_name = cache.depends_on.join(" ");
    delete cache.depends_on;
  });

  refuses("Redis waits for a ring that the connection is not in", complaint, ({ json, cache }) => {
    cache.depends_on = ["google_project_service.one"];
    add(json, "google_project_service.one", { depends_on: ["google_project_service.other"] });
    add(json, "google_project_service.other", { depends_on: ["google_project_service.one"] });
  });

  refuses("the connection waits for Redis instead", complaint, ({ cache, connection }) => {
    delete cache.depends_on;
    connection.depends_on = ["google_redis_instance.cache"];
  });

  refuses("the connection holds another range", complaint, ({ json, connection }) => {
    add(json, "google_compute_global_address.other", {
      name: "other-range",
      network: ref("google_compute_network.network.id"),
      address: "10.200.0.0",
      prefix_length: 16,
    });
    connection.reserved_peering_ranges = [ref("google_compute_global_address.other.name")];
  });

  refuses("the connection holds no range", complaint, ({ connection }) => {
    connection.reserved_peering_ranges = [];
  });

  refuses("the connect mode is left to the provider, which peers directly", complaint, ({ cache }) => {
    delete cache.connect_mode;
  });

  refuses("Redis's range is a literal name", ["cache", "reserved_ip_range"], ({ cache, range }) => {
    cache.reserved_ip_range = range.name;
  });

  refuses("Redis's range is left to Google", ["cache", "reserved_ip_range"], ({ cache }) => {
    delete cache.reserved_ip_range;
  });

  refuses("the range's addresses are left to Google", ["cache", "reserved_ip_range"], ({ range }) => {
    delete range.address;
  });

  refuses("the connection's range is a literal", ["connection", "reserved_peering_ranges"], (parts) => {
    parts.connection.reserved_peering_ranges = [parts.range.name];
  });
});

describe("the walker refuses a NAT whose router", () => {
  refuses("is a literal name", ["nat", "router"], ({ nat, router }) => {
    nat.router = router.name;
  });

  refuses("is no router", ["nat", "router"], ({ nat }) => {
    nat.router = ref("google_compute_network.network.name");
  });
});
