import { get, knownText } from "../../topology/read";
import { defineRule } from "../define";
import { Needs } from "./firewall/needs";
import { openingsOf } from "./firewall/openings";
import { cacheRanges } from "./firewall/ranges";

export const unneededRule = defineRule({
  id: "unneeded-rule",
  title: "A firewall rule opens what no declared path needs",
  help: "The egress rule lets the connector send to something that no path of this input uses. Firewall rules with a description are not reported: their purpose is documented.",
  remedy: "Remove the firewall rule, or write its purpose into its description.",
  severity: "note",
  house: true,
  check: (judgement) => {
    const { topology, paths } = judgement;
    const unused = openingsOf(judgement).filter(({ serves }) => serves.length === 0);
    if (unused.length === 0) return [];
    const ends = new Set(paths.map(({ to }) => to));
    const targets = topology.targets.filter(({ address }) => ends.has(address));
    const needs = new Needs(targets, cacheRanges(topology));
    return unused
      .filter(({ audited }) => !needs.include(audited))
      .filter(({ audited }) => knownText(get(audited.rule.resource, "description")) === undefined)
      .map(({ audited }) => ({
        address: audited.rule.address,
        attribute: "allow",
        message: "allows the connector to send to something that no path declared in this input needs",
        fix: "keep it only if something other than Redis needs it",
      }));
  },
});
