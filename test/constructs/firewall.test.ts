import { Port } from "../../addressing/port";
import { Range } from "../../addressing/range";
import {
  cacheIn,
  connectorIn,
  dedicated,
  every,
  existing,
  one,
  pointsAt,
  service,
  synthesizeConstructs,
  waitsFor,
} from "./workbench";

const json = synthesizeConstructs((stack) => {
  const network = dedicated(stack);
  const connector = connectorIn(network);
  const cache = cacheIn(network);
  const [api, worker] = [service(stack, "api", connector), service(stack, "worker", connector)];
  api.connectTo(cache);
  worker.connectTo(cache);
  api.allowTo(Range.parse("10.166.0.0/16"), Port.tcp(5432), "orders are kept in Cloud SQL");
  worker.allowTo(Range.parse("10.166.0.0/16"), Port.tcp(5432), "reports are read from Cloud SQL");
  connector.allowToExternalApis();
});
const rules = every(json, "google_compute_firewall");
const rule = (name: string) => one(json, "google_compute_firewall", name);
const egress = rules.filter(({ direction }) => direction === "EGRESS");
const TAG = "vpc-connector-us-central1-connector";

describe("the firewall of a dedicated network", () => {
  test("has the four rules of the original, the egress twin, and what closes the connector", () => {
    expect(rules.map(({ name }) => name).sort()).toEqual([
      "allow-egress-tcp-5432-to-10-166-0-0-16",
      "allow-external-apis",
      "allow-health-checks",
      "allow-internal-vpc-communication",
      "allow-vpc-connector-to-redis",
      "allow-vpc-connector-to-redis-egress",
      "deny-vpc-connector-egress",
    ]);
  });

  test("is a firewall of that network, with every rule", () => {
    expect(new Set(rules.map(({ network }) => pointsAt(json, network)))).toEqual(
      new Set(["google_compute_network network-vpc id"]),
    );
  });

  test("logs all there is to know, from every rule", () => {
    for (const { log_config } of rules) expect(log_config).toEqual({ metadata: "INCLUDE_ALL_METADATA" });
  });

  test("says of every rule why it is there, which direction it acts in and at what priority", () => {
    for (const { description, direction, priority } of rules) {
      expect(description).toMatch(/\w+ \w+/);
      expect(direction).toMatch(/^(IN|E)GRESS$/);
      expect(priority).toEqual(expect.any(Number));
    }
  });
});

describe("the connector is closed by default", () => {
  test("to everything, on every protocol, by its own tag, far below what opens it", () => {
    expect(rule("deny-vpc-connector-egress")).toMatchObject({
      direction: "EGRESS",
      priority: 65000,
      target_tags: [TAG],
      destination_ranges: ["0.0.0.0/0"],
      deny: [{ protocol: "all" }],
    });
  });

  test("by one rule that allows nothing", () => {
    expect(egress.filter(({ deny }) => deny).map(({ name, allow }) => [name, allow])).toEqual([
      ["deny-vpc-connector-egress", undefined],
    ]);
  });

  test("only after everything that is to stay open has been opened", () => {
    const openings = egress.filter(({ allow }) => allow).map(({ name }) => `google_compute_firewall ${name}`);
    expect(openings).toHaveLength(3);
    expect(waitsFor(json, rule("deny-vpc-connector-egress")).sort()).toEqual(openings.sort());
  });
});

describe("an opening", () => {
  test("stands at 1000 and acts on the connector alone", () => {
    for (const opening of egress.filter(({ allow }) => allow)) {
      expect(opening).toMatchObject({ priority: 1000, target_tags: [TAG] });
    }
  });

  test("leads to the range and the port that were said", () => {
    expect(rule("allow-egress-tcp-5432-to-10-166-0-0-16")).toMatchObject({
      destination_ranges: ["10.166.0.0/16"],
      allow: [{ protocol: "tcp", ports: ["5432"] }],
    });
  });

  test("that two callers ask for is one rule with both reasons", () => {
    expect(rule("allow-egress-tcp-5432-to-10-166-0-0-16").description).toBe(
      "api: orders are kept in Cloud SQL; worker: reports are read from Cloud SQL",
    );
    expect(rule("allow-vpc-connector-to-redis-egress").description).toBe("api uses cache; worker uses cache");
  });

  test("to Redis leads to all of the range it may be in", () => {
    expect(rule("allow-vpc-connector-to-redis-egress")).toMatchObject({
      destination_ranges: ["10.166.0.0/16"],
      allow: [{ protocol: "tcp", ports: ["6379"] }],
    });
  });

  test("to other people's APIs is HTTPS and nothing else", () => {
    expect(rule("allow-external-apis")).toMatchObject({
      destination_ranges: ["0.0.0.0/0"],
      allow: [{ protocol: "tcp", ports: ["443"] }],
    });
  });

  test("to a second Redis on another port is a rule of its own and not a second reason for the first", () => {
    const two = synthesizeConstructs((stack) => {
      const network = dedicated(stack);
      const connector = connectorIn(network);
      service(stack, "api", connector).connectTo(cacheIn(network, { id: "plain" }));
      service(stack, "worker", connector).connectTo(cacheIn(network, { id: "encrypted", tls: true }));
    });
    const opened = every(two, "google_compute_firewall").filter(
      ({ direction, allow }) => direction === "EGRESS" && allow,
    );
    expect(opened.map(({ name, allow, description }) => [name, allow[0].ports, description])).toEqual([
      ["allow-egress-tcp-6378-to-10-166-0-0-16", ["6378"], "worker uses encrypted"],
      ["allow-vpc-connector-to-redis-egress", ["6379"], "api uses plain"],
    ]);
  });
});

describe("the ingress rules", () => {
  const from = (name: string) => [rule(name).direction, rule(name).source_ranges];

  test("let the machines of the subnet call each other", () => {
    expect(from("allow-internal-vpc-communication")).toEqual(["INGRESS", ["10.0.0.0/24"]]);
  });

  test("let Google's health checkers reach the web ports", () => {
    expect(from("allow-health-checks")).toEqual(["INGRESS", ["35.191.0.0/16", "130.211.0.0/22"]]);
    expect(rule("allow-health-checks").allow).toEqual([{ protocol: "tcp", ports: ["80", "443", "8080"] }]);
  });

  test("name the connector and the port of Redis, and say that they have no effect", () => {
    expect(from("allow-vpc-connector-to-redis")).toEqual(["INGRESS", ["10.2.0.0/28"]]);
    expect(rule("allow-vpc-connector-to-redis").allow).toEqual([{ protocol: "tcp", ports: ["6379"] }]);
    expect(rule("allow-vpc-connector-to-redis").description).toContain("Cannot open or close the path");
  });
});

test("on an existing network nothing is created: its rules are somebody else's", () => {
  const json = synthesizeConstructs((stack) => {
    const network = existing(stack);
    const connector = connectorIn(network);
    const api = service(stack, "api", connector);
    api.connectTo(cacheIn(network));
    api.allowTo(Range.parse("10.166.0.0/16"), Port.tcp(5432), "orders are kept in Cloud SQL");
    connector.allowToExternalApis();
  });
  expect(every(json, "google_compute_firewall")).toEqual([]);
});
