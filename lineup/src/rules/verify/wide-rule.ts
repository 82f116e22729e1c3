import { IntervalSet } from "../../sets/intervals";
import { tcp, tcpPorts } from "../../sets/traffic";
import { isKnown } from "../../values";
import { defineRule, type Reported } from "../define";
import { openingsOf } from "./firewall/openings";
import { cacheRanges } from "./firewall/ranges";

export const wideRule = defineRule({
  id: "wide-rule",
  title: "A firewall rule allows more than it has to",
  help: "The egress opening that a declared path uses also lets the connector out to other destinations, ports or protocols.",
  remedy: "Narrow its ranges and ports to the range of Redis and its port.",
  severity: "note",
  house: true,
  check: (judgement) =>
    openingsOf(judgement).flatMap(({ audited: { rule, box }, serves }): Reported[] => {
      if (serves.length === 0) return [];
      const ranges = cacheRanges(judgement.topology);
      const needed = IntervalSet.union(serves.map((target) => ranges.of(target)));
      const traffic = IntervalSet.union(
        serves.flatMap(({ port, nodes }) => [
          isKnown(port) ? tcp(port) : box.traffic,
          ...(nodes ? [tcpPorts(nodes.ports)] : []),
        ]),
      );
      if (needed.contains(box.to) && traffic.contains(box.traffic)) return [];
      const what = needed.contains(box.to) ? "ports or protocols" : "destinations";
      return [
        {
          address: rule.address,
          attribute: what === "destinations" ? "destination_ranges" : "allow",
          message: `allows more ${what} than the Redis it serves needs`,
          fix: "narrow it to the range of Redis and its port",
        },
      ];
    }),
});
