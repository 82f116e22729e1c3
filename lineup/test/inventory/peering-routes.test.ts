import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { denied, instead } from "./answers";
import { found, type Json, LiveProject, PROJECT, REGION, settledInventory } from "./live";

const TYPE = "google_compute_exchanged_peering_routes";
const PEERING = "servicenetworking-googleapis-com";
const LIST = `${TYPE}.acme-vpc/${PEERING}/${REGION}`;

const whole = settledInventory();
const lists = ({ resources }: Json): Json[] => resources.filter(({ type }: Json) => type === TYPE);
const subnet = (dest_range: unknown, imported?: unknown) => ({ dest_range, imported, type: "SUBNET_PEERING_ROUTE" });

function judged(change: (inventory: Json) => void) {
  const inventory = whole();
  change(inventory);
  return judge(readJson(inventory, "live.json")).paths[0];
}
const routes = (said: unknown) => (inventory: Json) => {
  for (const { values } of lists(inventory)) values.routes = said;
};
const [REACHABLE, BLOCKED, UNKNOWN] = [["reachable"], ["blocked", "NO_ROUTE", LIST], ["unknown", "NO_ROUTE", LIST]];

// Redis answers at 10.166.0.3.
test.each<[string, unknown, string[]]>([
  ["the route that contains it is imported", [subnet("10.166.0.0/29", true)], REACHABLE],
  ["there are routes to others besides", [subnet("10.166.0.8/29", false), subnet("10.166.0.0/29", true)], REACHABLE],
  [
    "two peerings offer it, and one is imported",
    [subnet("10.166.0.0/29", false), subnet("10.166.0.0/29", true)],
    REACHABLE,
  ],
  ["the narrowest is imported", [subnet("10.166.0.0/16", false), subnet("10.166.0.0/29", true)], REACHABLE],
  ["the route that contains it is not imported", [subnet("10.166.0.0/29", false)], BLOCKED],
  ["none of those that contain it is", [subnet("10.166.0.0/16", false), subnet("10.166.0.0/29", false)], BLOCKED],
  ["only a wider one is imported", [subnet("10.166.0.0/16", true), subnet("10.166.0.0/29", false)], UNKNOWN],
  ["there is no route", [], UNKNOWN],
  ["no route contains it", [subnet("10.166.0.8/29", true)], UNKNOWN],
  ["only a static route contains it", [{ ...subnet("0.0.0.0/0", true), type: "STATIC_PEERING_ROUTE" }], UNKNOWN],
  ["a static route is not imported", [{ ...subnet("10.166.0.0/29", false), type: "STATIC_PEERING_ROUTE" }], UNKNOWN],
  ["it is not said whether it is imported", [subnet("10.166.0.0/29")], UNKNOWN],
  ["that is said in words", [subnet("10.166.0.0/29", "true")], UNKNOWN],
  [
    "the range is none",
    [subnet("10.166.0.0/29\n; rm -rf", true), subnet("::/0", true), subnet(7, true), null, "x"],
    UNKNOWN,
  ],
  ["the routes are no list", { dest_range: "x" }, UNKNOWN],
])("%s", (_, said, expected) => {
  const path = judged(routes(said));
  expect([path?.verdict, ...(path?.causes ?? []).flatMap(({ code, address }) => [code, address])]).toEqual(expected);
});

test("the route is named in the steps, and the command where it is missing", () => {
  const [step] = judged(() => {})?.steps.filter(({ kind }) => kind === "peering") ?? [];
  expect(step).toMatchObject({ route: "10.166.0.0/29" });
  const [cause] = judged(routes([]))?.causes ?? [];
  expect(cause?.message).toContain("10.166.0.3");
  expect(cause?.fix).toBe(
    `look at gcloud compute networks peerings list-routes ${PEERING} --network=acme-vpc --region=${REGION} --direction=INCOMING`,
  );
});

test("what is no name goes into no command", () => {
  const evil = "redis-peer-1; rm -rf ~";
  const path = judged((inventory) => {
    routes([])(inventory);
    for (const { type, values } of inventory.resources) {
      if (type === TYPE) values.peering = evil;
      if (type === "google_compute_network_peering") values.name = evil;
      if (type === "google_redis_instance")
        Object.assign(values, { connect_mode: "DIRECT_PEERING", reserved_ip_range: "10.107.0.0/29" });
    }
  });
  expect(path?.causes.map(({ fix }) => fix)).toEqual([
    expect.stringContaining("list-routes PEERING --network=acme-vpc "),
  ]);
});

test("a file from before they were read keeps its verdict, and so does a list of another network, region or peering", () => {
  const without = (inventory: Json) => {
    inventory.resources = inventory.resources.filter(({ type }: Json) => type !== TYPE);
  };
  expect(judged(without)?.verdict).toBe("reachable");
  const others = [
    { network: `projects/${PROJECT}/global/networks/default` },
    { region: "us-east1" },
    { peering: "own" },
  ];
  for (const other of others) {
    const elsewhere = (inventory: Json) => {
      routes([subnet("10.166.0.0/29", false)])(inventory);
      for (const { values } of lists(inventory)) Object.assign(values, other);
    };
    expect(judged(elsewhere)?.verdict).toBe("reachable");
  }
});

test("the state of the peering is said once, and not its routes", () => {
  const path = judged((inventory) => {
    routes([subnet("10.166.0.0/29", false)])(inventory);
    for (const { type, values } of inventory.resources)
      if (type === "google_compute_network_peering") values.state = "INACTIVE";
  });
  expect(path?.causes.map(({ address }) => address)).toEqual([`google_compute_network_peering.acme-vpc/${PEERING}`]);
});

test("where another list of routes could not be read, one that is not imported does not block", () => {
  const path = judged((inventory) => {
    routes([subnet("10.166.0.0/29", false)])(inventory);
    const network = `projects/${PROJECT}/global/networks/acme-vpc`;
    inventory.unread = [{ what: "peering routes of another", why: "403", types: [TYPE], network }];
  });
  expect(path?.verdict).toBe("unknown");
});

describe("in a live project", () => {
  let live: LiveProject;
  beforeEach(async () => {
    live = await LiveProject.open();
  });
  afterEach(() => live.close());
  const asked = () => live.cloud.asked.filter(({ path }) => path.endsWith("/listPeeringRoutes"));

  const redis = (name: string, region: string, project = PROJECT) =>
    live.make(`redis/v1/projects/${PROJECT}/locations/${region}/instances?instanceId=${name}`, {
      tier: "BASIC",
      memorySizeGb: 1,
      authorizedNetwork: `projects/${project}/global/networks/acme-vpc`,
    });

  test("routes are asked for once for each peering and region that a Redis is behind", async () => {
    await live.settle();
    await redis("second", REGION);
    await redis("third", "us-east1");
    await redis("fourth", "us-east1");
    const names = (await live.read()).resources.flatMap(({ type, name }) => (type === TYPE ? [name] : []));
    expect(names).toEqual([
      expect.stringMatching(`^acme-vpc/redis-peer-\\d+/${REGION}$`),
      expect.stringMatching("^acme-vpc/redis-peer-\\d+/us-east1$"),
      `acme-vpc/${PEERING}/${REGION}`,
    ]);
    expect(asked()).toHaveLength(3);
  });

  test("a network that is named with the project's number is this project's", async () => {
    await live.settle();
    const at = `redis/projects/${PROJECT}/locations/${REGION}/instances/acme-redis`;
    const authorizedNetwork = `projects/${await live.number()}/global/networks/acme-vpc`;
    const { store } = live.cloud.cloud;
    store.put(at, { ...store.get(at), authorizedNetwork });
    expect(found(await live.read(), LIST)).toBeDefined();
  });

  test("neither a peering that is not ACTIVE nor one of another network is asked for its routes", async () => {
    await live.settle();
    const { store } = live.cloud.cloud;
    const [own, other] = ["acme-vpc", "default"].map((name) => `compute/projects/${PROJECT}/global/networks/${name}`);
    const network: Json = store.get(own ?? "");
    store.put(other ?? "", { ...store.get(other ?? ""), peerings: network.peerings });
    await live.read();
    expect(asked().map(({ path }) => path)).toEqual([expect.stringContaining("/networks/acme-vpc/")]);
    store.put(own ?? "", { ...network, peerings: [{ ...network.peerings[0], state: "INACTIVE" }] });
    await live.read();
    expect(asked()).toHaveLength(1);
  });

  test("where one list could not be read, what it is of is said, and the network that it could matter for", async () => {
    await live.settle();
    await redis("second", "us-east1");
    const get = instead(live.get, "region=us-east1", denied);
    expect((await live.read(get)).unread).toMatchObject([
      {
        what: expect.stringMatching("^peering routes of acme-vpc/redis-peer-\\d+/us-east1$"),
        network: `projects/${PROJECT}/global/networks/acme-vpc`,
      },
    ]);
  });

  test("a project without a Redis is not asked for any", async () => {
    await live.read();
    expect(asked()).toEqual([]);
  });

  test("where they may not be read, the gap names the permission and its role, and the path is unknown", async () => {
    await live.settle();
    const get = instead(live.get, "/listPeeringRoutes?", denied);
    const inventory = await live.read(get);
    expect(inventory.unread).toEqual([
      {
        what: "peering routes",
        why: "403: grant the permission compute.networks.listPeeringRoutes, for example with roles/compute.networkViewer",
        types: [TYPE],
      },
    ]);
    expect(judge(readJson(JSON.parse(JSON.stringify(inventory)), "live.json")).verdict).toBe("unknown");
  });

  test("a peering that a route does not come over, in pages, is read to the last page", async () => {
    await live.settle();
    const page = (destRange: string, more: Json = {}) => ({
      body: { items: [{ destRange, type: "SUBNET_PEERING_ROUTE", imported: true }], ...more },
    });
    const get = instead(
      live.get,
      "/listPeeringRoutes?",
      page("10.166.0.8/29", { nextPageToken: "next" }),
      page("10.166.0.0/29"),
    );
    expect(found(await live.read(get), LIST).routes).toMatchObject([
      { dest_range: "10.166.0.8/29" },
      { dest_range: "10.166.0.0/29" },
    ]);
  });
});
