import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import { foundationsOf } from "../../compare/foundations";
import { defineChangeRule } from "../define";
import { isAmong, secretNeeds } from "../shared/access";

export const resourceForgotten = defineChangeRule({
  id: "RESOURCE_FORGOTTEN",
  level: "caution",
  title: "A resource that a path depends on is no longer managed",
  help: "Terraform keeps the resource but no longer creates, repairs or reviews it.",
  remedy: "Keep it in the configuration, or import it where it is managed from now on.",
  example: "connector-forgotten",
  drift: undefined,
  check: (change, comparison) => {
    if (change.action !== "forget") return [];
    const services = servicesNeeding(change, comparison);
    if (services.length === 0) return [];
    return [
      {
        consequence:
          "it stays as it is, and this root no longer manages it: another one does, or later changes to it are made by hand",
        fix: "keep it in the configuration, or import it where it is managed from now on",
        services,
      },
    ];
  },
});

/** Those whose paths stand on it, pass an opening that it makes, or whose account reads a secret by it. */
function servicesNeeding(change: Change, comparison: Comparison): string[] {
  const passing = comparison.pairs.filter(
    ({ before }) => before && foundationsOf(before, comparison.before).has(change.address),
  );
  const reading = secretNeeds(comparison).filter(({ was }) => was && isAmong(change, was.reading.by));
  const found = [
    ...comparison.servicesOn(change),
    ...passing.map(({ from }) => from),
    ...reading.map(({ address }) => address),
  ];
  return [...new Set(found)].sort();
}
