import type { Change } from "../../changes/change";
import { changedAttributes } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { speaksOfMore } from "../../compare/firewall-rule-reach";
import { isEverybody, onlyCalls } from "../../topology/given";
import { openedBy } from "../../topology/identity-types";
import { isMoreOpen, isUnchecked, letsInternetIn, opennessOfService } from "../../topology/openness";
import { type ChangeFinding, defineChangeRule } from "../define";
import { lettingInWords } from "../shared/firewall-rules";
import { callersInWords, fromWhere, gainedBy, meaning, membersInWords, serviceOf } from "../shared/let-in";
import { ingressAttribute, invokerAttribute } from "../shared/services";

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
      consequence: lettingInWords(is),
      fix: "name the ranges that the rule is for",
      drift: { tier: "weakens", code: "ALLOW_WIDENED" },
    },
  ];
}

const FIX = "use internal ingress, or grant the invoker role to named members";

function openedService(change: Change, comparison: Comparison): ChangeFinding[] {
  const { was, is } = comparison.services(change);
  if (!COMES_IN.includes(change.action) || !is) return [];
  const after = opennessOfService(is);
  // A new service is in itself open to nobody: a grant opens it, or that nobody is asked who calls.
  const isReached = was !== undefined && after === "internet" && isMoreOpen(after, opennessOfService(was));
  const ingress = isReached ? [ingressAttribute(change)] : [];
  const invoker = isUnchecked(is) && !(was && isUnchecked(was)) ? [invokerAttribute(change)] : [];
  const because = [...ingress, ...invoker];
  if (because.length === 0) return [];
  const callers = callersInWords(is, comparison.after.topology);
  const consequence =
    ingress.length > 0 ? `requests from the internet now reach it, and ${callers}` : `${callers}${fromWhere(is)}`;
  return [{ because, consequence, fix: FIX }];
}

/** A grant to everybody on a service, of the role that calls it; any other one is PUBLIC_MEMBER. */
function openedInvoker(change: Change, comparison: Comparison): ChangeFinding[] {
  if (openedBy(change.type) !== "service") return [];
  const gained = gainedBy(change, comparison);
  const first = gained.find((given) => isEverybody(given) && onlyCalls(given.role));
  if (!first) return [];
  const given = gained.filter(({ role }) => role === first.role);
  const { who } = membersInWords(given);
  const where = fromWhere(serviceOf(first, comparison.after.topology));
  const consequence = `${who} may call it${where === "" ? `: ${meaning(given)}` : where}`;
  return [{ because: [first.attribute], consequence, fix: FIX }];
}
