import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { type Json, settledInventory } from "../inventory/live";

const CONNECTION = "google_service_networking_connection";
const PEERING = "google_compute_network_peering";

const whole = settledInventory();

/** Verdict and causes of the only path of a live project, after `change`. */
function pathAfter(change: (inventory: Json) => void) {
  const inventory = whole();
  change(inventory);
  const [path] = judge(readJson(inventory, "live.json")).paths;
  return { verdict: path?.verdict, causes: path?.causes.map(({ code, hop, address }) => [code, hop, address]) };
}

const peerings = ({ resources }: Json): Json[] => resources.filter(({ type }: Json) => type === PEERING);
const withoutPeerings = (inventory: Json) => {
  inventory.resources = inventory.resources.filter(({ type }: Json) => type !== PEERING);
};

describe("a Redis behind a services connection that is still listed", () => {
  test("is reachable while the peering is ACTIVE", () => {
    expect(peerings(whole()).map(({ values }) => values.state)).toEqual(["ACTIVE"]);
    expect(pathAfter(() => {})).toEqual({ verdict: "reachable", causes: [] });
  });

  test("has no route when the peering is INACTIVE", () => {
    const inactive = (inventory: Json) => {
      for (const { values } of peerings(inventory)) values.state = "INACTIVE";
    };
    const address = `${PEERING}.acme-vpc/servicenetworking-googleapis-com`;
    expect(pathAfter(inactive)).toEqual({ verdict: "blocked", causes: [["NO_ROUTE", "peering", address]] });
  });

  test("has no route when the peering is gone", () => {
    const { verdict, causes } = pathAfter(withoutPeerings);
    expect({ verdict, causes }).toEqual({
      verdict: "blocked",
      causes: [["NO_ROUTE", "peering", expect.stringContaining(CONNECTION)]],
    });
  });

  test("has no route when only another network has a services peering", () => {
    const moved = (inventory: Json) => {
      for (const { values } of peerings(inventory)) values.network = values.network.replace("acme-vpc", "default");
    };
    expect(pathAfter(moved)).toMatchObject({ verdict: "blocked", causes: [expect.arrayContaining(["NO_ROUTE"])] });
  });

  test("is unknown when the state of the peering is not said", () => {
    for (const state of [undefined, ""]) {
      const unsaid = (inventory: Json) => {
        for (const { values } of peerings(inventory)) values.state = state;
      };
      expect(pathAfter(unsaid)).toMatchObject({ verdict: "unknown", causes: [expect.arrayContaining(["NO_ROUTE"])] });
    }
  });

  test("is reachable over a peering that is ACTIVE though its connection is not listed, and not over another", () => {
    const withoutConnection = (inventory: Json) => {
      inventory.resources = inventory.resources.filter(({ type }: Json) => type !== CONNECTION);
    };
    expect(pathAfter(withoutConnection)).toEqual({ verdict: "reachable", causes: [] });
    const inactive = (inventory: Json) => {
      withoutConnection(inventory);
      for (const { values } of peerings(inventory)) values.state = "INACTIVE";
    };
    expect(pathAfter(inactive).verdict).toBe("blocked");
  });

  test("is unknown where peerings were not read", () => {
    const unread = (inventory: Json) => {
      withoutPeerings(inventory);
      inventory.unread = [{ what: "peerings", why: "403", types: [PEERING] }];
    };
    expect(pathAfter(unread)).toMatchObject({
      verdict: "unknown",
      causes: [expect.arrayContaining(["UNRESOLVED_REFERENCE"])],
    });
  });
});

describe("a Redis with DIRECT_PEERING", () => {
  const direct =
    (...states: string[]) =>
    (inventory: Json) => {
      withoutPeerings(inventory);
      const redis = inventory.resources.find(({ type }: Json) => type === "google_redis_instance");
      redis.values.connect_mode = "DIRECT_PEERING";
      redis.values.reserved_ip_range = "10.107.0.0/29";
      states.forEach((state, index) => {
        const name = `redis-peer-10000000000${index}`;
        const values = { name, state, network: "projects/acme-staging/global/networks/acme-vpc" };
        inventory.resources.push({ type: PEERING, name: `acme-vpc/${name}`, values });
      });
    };

  test("is reachable over the peering that Memorystore made", () => {
    expect(pathAfter(direct("ACTIVE"))).toEqual({ verdict: "reachable", causes: [] });
  });

  test("has no route when that peering is INACTIVE", () => {
    const causes = [["NO_ROUTE", "peering", `${PEERING}.acme-vpc/redis-peer-100000000000`]];
    expect(pathAfter(direct("INACTIVE"))).toEqual({ verdict: "blocked", causes });
  });

  test("has no route when that peering is gone", () => {
    const causes = [["NO_ROUTE", "peering", expect.stringContaining("google_redis_instance")]];
    expect(pathAfter(direct())).toEqual({ verdict: "blocked", causes });
  });

  test("is unknown when one of several is INACTIVE: nothing says which is its own", () => {
    expect(pathAfter(direct("ACTIVE", "INACTIVE"))).toMatchObject({ verdict: "unknown" });
  });

  test("is unknown where peerings were not read", () => {
    const unread = (inventory: Json) => {
      direct()(inventory);
      inventory.unread = [{ what: "networks", why: "403", types: [PEERING] }];
    };
    expect(pathAfter(unread)).toMatchObject({ verdict: "unknown" });
  });
});
