import { listOf } from "../../../rehearsal/server/kind";
import { type ApiBody, aCloud, CONNECTIONS, GLOBAL, NETWORK, REGIONAL, refusal } from "./cloud";

const cloud = aCloud();
const SERVICES_PEERING = "servicenetworking-googleapis-com";

async function routes(): Promise<ApiBody[]> {
  const { items } = await cloud().get(`${GLOBAL}/routes`);
  return items.filter(({ network }: ApiBody) => network.endsWith("/acme-vpc"));
}

async function imported(): Promise<string[][]> {
  const all = await routes();
  return all.flatMap(({ destRange, nextHopPeering }) => (nextHopPeering ? [[nextHopPeering, destRange]] : []));
}

const subnet = { name: "a", network: NETWORK, ipCidrRange: "10.0.0.0/24" };

describe("what follows from other objects:", () => {
  beforeEach(() => cloud().network({ services: true }));

  test("a network lists its subnetworks, while it has some", async () => {
    const listed = async () => (await cloud().get(`${GLOBAL}/networks/acme-vpc`)).subnetworks;
    expect(await listed()).toBeUndefined();
    await cloud().mustSucceed("POST", `${REGIONAL}/subnetworks`, subnet);
    expect(await listed()).toEqual([expect.stringMatching(/\/subnetworks\/a$/)]);
    const { items } = await cloud().get(`${GLOBAL}/networks`);
    expect(items.map(({ subnetworks }: ApiBody) => subnetworks?.length)).toEqual([undefined, 1]);
    await cloud().mustSucceed("DELETE", `${REGIONAL}/subnetworks/a`);
    expect(await listed()).toBeUndefined();
  });

  test("a subnetwork has a route for each of its ranges, which goes with it and not before", async () => {
    const secondaryIpRanges = [{ rangeName: "pods", ipCidrRange: "10.9.0.0/16" }];
    await cloud().mustSucceed("POST", `${REGIONAL}/subnetworks`, { ...subnet, secondaryIpRanges });
    const own = (await routes()).filter(({ nextHopNetwork }) => nextHopNetwork !== undefined);
    expect(own.map(({ destRange }) => destRange)).toEqual(["10.0.0.0/24", "10.9.0.0/16"]);
    const route = `${GLOBAL}/routes/${own[0].name}`;
    expect(await cloud().get(route)).toEqual(own[0]);
    expect(refusal(await cloud().ask("DELETE", route))[0]).toBe(400);
    await cloud().mustSucceed("DELETE", `${REGIONAL}/subnetworks/a`);
    expect((await cloud().ask("GET", route)).status).toBe(404);
  });

  test("a peering brings the ranges of the instances behind it, and of no other", async () => {
    await cloud().redis({ connectMode: "PRIVATE_SERVICE_ACCESS" });
    await cloud().redis({}, "direct");
    const { id } = await cloud().get(`${GLOBAL}/networks/acme-vpc`);
    expect((await imported()).sort()).toEqual([
      [`redis-peer-${id}`, "10.107.0.0/29"],
      [SERVICES_PEERING, "10.166.0.0/29"],
    ]);
  });

  test("a peering that is INACTIVE brings nothing", async () => {
    await cloud().redis({ connectMode: "PRIVATE_SERVICE_ACCESS" });
    const { store } = cloud().loopback.cloud;
    const network = store.get(`compute/${NETWORK}`);
    const peerings = (listOf(network, "peerings") as object[]).map((peering) => ({ ...peering, state: "INACTIVE" }));
    store.put(`compute/${NETWORK}`, { ...network, peerings });
    expect(await imported()).toEqual([]);
  });

  test("a peering lists what it brings and what it takes, while it is ACTIVE", async () => {
    await cloud().redis({ connectMode: "PRIVATE_SERVICE_ACCESS" });
    await cloud().mustSucceed("POST", `${REGIONAL}/subnetworks`, subnet);
    const list = `${GLOBAL}/networks/acme-vpc/listPeeringRoutes?region=europe-west1`;
    const listed = async (more: string) =>
      ((await cloud().get(`${list}${more}`)).items ?? []).map(({ destRange, imported }: ApiBody) => [
        destRange,
        imported,
      ]);
    const of = `&peeringName=${SERVICES_PEERING}`;
    expect(await listed(`${of}&direction=INCOMING`)).toEqual([["10.166.0.0/29", true]]);
    expect(await listed(`${of}&direction=OUTGOING`)).toEqual([["10.0.0.0/24", true]]);
    expect(await listed("")).toHaveLength(2);
    expect(refusal(await cloud().ask("GET", `${list}&peeringName=other`))[0]).toBe(400);
    expect(refusal(await cloud().ask("GET", `${list}&direction=BOTH`))[0]).toBe(400);
  });

  test("a services peering that is removed by hand takes its routes along, and leaves the connection listed", async () => {
    await cloud().redis({ connectMode: "PRIVATE_SERVICE_ACCESS" });
    await cloud().mustSucceed("POST", `${GLOBAL}/networks/acme-vpc/removePeering`, { name: SERVICES_PEERING });
    expect((await cloud().get(`${GLOBAL}/networks/acme-vpc`)).peerings).toEqual([]);
    expect(await imported()).toEqual([]);
    const { connections } = await cloud().get(`${CONNECTIONS}?network=${NETWORK}`);
    expect(connections).toHaveLength(1);

    const again = { network: NETWORK, reservedPeeringRanges: ["services"] };
    await cloud().mustSucceed("PATCH", `${CONNECTIONS}/-?updateMask=reservedPeeringRanges&force=true`, again);
    expect(await imported()).toEqual([[SERVICES_PEERING, "10.166.0.0/29"]]);
  });

  test("a connection whose peering is gone does not keep the network, and does not outlive it", async () => {
    const none = { network: NETWORK, reservedPeeringRanges: [] };
    await cloud().mustSucceed("PATCH", `${CONNECTIONS}/-?updateMask=reservedPeeringRanges&force=true`, none);
    await cloud().mustSucceed("POST", `${GLOBAL}/networks/acme-vpc/removePeering`, { name: SERVICES_PEERING });
    await cloud().mustSucceed("DELETE", `${GLOBAL}/addresses/services`);
    await cloud().mustSucceed("DELETE", `${GLOBAL}/networks/acme-vpc`);
    await cloud().network();
    expect((await cloud().get(`${CONNECTIONS}?network=${NETWORK}`)).connections).toBeUndefined();
  });
});
