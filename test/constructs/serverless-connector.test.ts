import { Port } from "../../addressing/port";
import { Range } from "../../addressing/range";
import {
  connectorIn,
  dedicated,
  every,
  existing,
  one,
  pointsAt,
  REGION,
  synthesizeConstructs,
  waitsFor,
} from "./workbench";

describe("a connector", () => {
  const json = synthesizeConstructs((stack) => connectorIn(dedicated(stack)));
  const connector = one(json, "google_vpc_access_connector");

  test("is in the network of its firewall and in the region of that network", () => {
    expect(pointsAt(json, connector.network)).toBe("google_compute_network network-vpc name");
    expect(connector.region).toBe(REGION);
  });

  test("sets its range, its machine type and both limits", () => {
    expect(connector).toMatchObject({
      name: "connector",
      ip_cidr_range: "10.2.0.0/28",
      machine_type: "e2-micro",
      min_instances: 2,
      max_instances: 3,
    });
  });

  test("does not set its throughput, which the limits replace", () => {
    expect(Object.keys(connector).filter((key) => key.includes("throughput"))).toEqual([]);
  });

  test("waits for the API it needs", () => {
    expect(waitsFor(json, connector)).toEqual(["google_project_service vpcaccess.googleapis.com"]);
  });

  test("has a deny rule even where nothing is allowed", () => {
    const egress = every(json, "google_compute_firewall").filter(({ direction }) => direction === "EGRESS");
    expect(egress.map(({ name }) => name)).toEqual(["deny-vpc-connector-egress"]);
  });
});

test("a second connector in the same network is refused, because the names of its firewall rules would collide", () => {
  const build = () =>
    synthesizeConstructs((stack) => {
      const network = dedicated(stack);
      connectorIn(network);
      connectorIn(network, "second");
    });
  expect(build).toThrow("give a second connector a network of its own");
});

describe("a connector in an existing network", () => {
  test("creates no firewall rule", () => {
    const json = synthesizeConstructs((stack) => {
      const connector = connectorIn(existing(stack));
      const rule = connector.allowTo(Range.parse("192.168.0.0/24"), Port.tcp(22), "a reason");
      expect(rule).toBeUndefined();
      connector.allowToExternalApis();
    });
    expect(every(json, "google_compute_firewall")).toEqual([]);
    expect(pointsAt(json, one(json, "google_vpc_access_connector").network)).toBe(
      "google_compute_network default name",
    );
  });
});
