import type { Change } from "../../changes/change";
import { definePlanRule } from "../define";
import { type Mismatch, mismatchesIn } from "../shared/another-thing";

export const importsAnotherThing = definePlanRule({
  id: "IMPORTS_ANOTHER_THING",
  level: "danger",
  title: "What is imported is another thing than the one that is written",
  help: "Two things may have one name: on another network, in another region, in another project. Terraform takes over what the id names, then moves it, makes it again, or keeps it where it is without a word.",
  remedy: "Correct the id in the import block; or write into the configuration where the thing is.",
  example: "rule-imported-from-another-network",
  check: (plan) =>
    mismatchesIn(plan).map(({ change, differs }) => ({
      address: change.address,
      actions: change.actions,
      because: differs.map(({ attribute }) => attribute),
      consequence: `what it takes over has ${differs.map(inWords).join(" and ")}: ${effectOf(change)}`,
      fix: "correct the id in the import block, or write into the configuration where the thing is",
    })),
});

function inWords({ attribute, was, is }: Mismatch): string {
  return `${attribute} ${was}, where ${is} is written`;
}

function effectOf({ action }: Change): string {
  if (action === "replace") return "Terraform deletes it and makes it again";
  if (action === "no-op") return "nothing changes, and Terraform manages the wrong thing from then on";
  return "nothing can be moved there in place, and the apply stops half done or leaves it where it is";
}
