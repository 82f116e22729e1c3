import type { Change } from "../../changes/change";
import { changedAttributes } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { speaksOfMore } from "../../compare/firewall-rule-reach";
import { isMoreOpen, letsInternetIn, mayCall, openedBy, opennessOfService } from "../../topology/openness";
import { field } from "../../values";
import { type ChangeFinding, defineChangeRule } from "../define";
import { givenAt } from "../shared/everybody";
import { ingressAttribute } from "../shared/services";

export const openedToInternet = defineChangeRule({
  id: "OPENED_TO_INTERNET",
  level: "caution",
  title: "Something is opened to the internet",
  help: "A firewall rule that allows every address, or a service that everybody may invoke, can be reached by attackers too.",
  remedy: "Name the ranges or members that need access.",
  example: "ssh-from-anywhere",
  drift: { tier: "weakens", code: "INGRESS_WIDENED" },
  check: (change, comparison) => [
    ...openedFirewallRule(change, comparison),
    ...openedService(change, comparison),
    ...openedInvoker(change, comparison),
  ],
});

const COMES_IN = ["create", "update", "replace"];

/** Firewall rules for what comes in act on no path to Redis, and on everything else. */
function openedFirewallRule(change: Change, comparison: Comparison): ChangeFinding[] {
  if (change.type !== "google_compute_firewall" || !COMES_IN.includes(change.action)) return [];
  const { was, is } = comparison.firewallRules(change);
  if (!is || !letsInternetIn(is) || (was && letsInternetIn(was) && !speaksOfMore(is, was))) return [];
  const attributes = ["source_ranges", "source_tags", "source_service_accounts", "allow", "disabled", "direction"];
  return [
    {
      because: change.action === "create" ? [] : changedAttributes(change, ...attributes),
      consequence: "the rule now allows the whole internet",
      fix: "name the ranges that the rule is for",
      drift: { tier: "weakens", code: "ALLOW_WIDENED" },
    },
  ];
}

const EVERYBODY_CALLS: ChangeFinding = {
  consequence: "everybody on the internet can call it",
  fix: "use internal ingress, or grant the invoker role to named members",
};

function openedService(change: Change, comparison: Comparison): ChangeFinding[] {
  const { was, is } = comparison.services(change);
  if (change.action !== "update" || !was || !is) return [];
  const [before, after] = [opennessOfService(was), opennessOfService(is)];
  const ingress = after === "internet" && isMoreOpen(after, before) ? [ingressAttribute(change)] : [];
  const open = field(change.after, "invoker_iam_disabled") === true;
  const invoker = open ? changedAttributes(change, "invoker_iam_disabled") : [];
  const because = [...ingress, ...invoker];
  return because.length === 0 ? [] : [{ ...EVERYBODY_CALLS, because }];
}

/** A grant to everybody on a service. */
function openedInvoker(change: Change, { before, after }: Comparison): ChangeFinding[] {
  if (openedBy(change.type) !== "service" || !COMES_IN.includes(change.action)) return [];
  const had = givenAt(change, before.topology).map(({ role, member }) => `${role} ${member}`);
  const gained = givenAt(change, after.topology).filter(({ role, member }) => !had.includes(`${role} ${member}`));
  const [first] = gained;
  if (!first) return [];
  const call = gained.find(({ role }) => mayCall(role));
  const consequence = call
    ? `${call.member} may call it: ${EVERYBODY_CALLS.consequence}`
    : `${first.member} has ${first.role} on it: everybody on the internet`;
  return [{ ...EVERYBODY_CALLS, consequence, because: [first.attribute] }];
}
