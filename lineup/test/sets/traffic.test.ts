import { protocolsAndPorts, tcp, trafficOf } from "../../src/sets/traffic";

const REDIS = tcp(6379);

describe("a clause speaks of tcp 6379", () => {
  test.each([
    ["tcp", ["6379"]],
    ["TCP", ["6379"]],
    ["6", ["6379"]],
    ["tcp", []],
    ["tcp", ["6000-7000"]],
    ["tcp", ["80", "6379-6379"]],
    ["all", []],
    ["All", []],
  ])("when it says %s %j", (protocol, ports) => {
    expect(trafficOf(protocol, ports)?.contains(REDIS)).toBe(true);
  });

  test.each([
    ["udp", ["6379"]],
    ["17", ["6379"]],
    ["icmp", []],
    ["tcp", ["6378", "6380-65535"]],
    ["tcp", ["0-6378"]],
  ])("but not when it says %s %j", (protocol, ports) => {
    expect(trafficOf(protocol, ports)?.overlaps(REDIS)).toBe(false);
  });

  test.each([
    ["tpc", []],
    ["300", []],
    ["tcp", ["redis"]],
    ["tcp", ["65536"]],
    ["constructor", []],
  ])("and cannot be read when it says %s %j", (protocol, ports) => {
    expect(trafficOf(protocol, ports)).toBeUndefined();
  });
});

test("is said as people say it", () => {
  expect(protocolsAndPorts(trafficOf("tcp", ["80", "443", "6000-7000"]) ?? REDIS)).toEqual([
    { protocol: "tcp", ports: "80,443,6000-7000" },
  ]);
  expect(protocolsAndPorts(trafficOf("all", []) ?? REDIS)).toEqual([{ protocol: "all", ports: "" }]);
  expect(protocolsAndPorts(trafficOf("17", []) ?? REDIS)).toEqual([{ protocol: "udp", ports: "" }]);
});
