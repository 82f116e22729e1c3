import { changedAttributes } from "../../compare/change-values";
import type { Fields } from "../../values";
import { defineChangeRule } from "../define";

export const denyNarrowed = defineChangeRule({
  id: "DENY_NARROWED",
  level: "caution",
  title: "A deny rule of a firewall policy is removed or disabled",
  help: "Traffic that the rule denied is decided by the rules below it from now on. lineup does not evaluate firewall policies, and reports the loss of a deny without exception.",
  remedy: "Keep the deny, or replace it by a rule that denies as much.",
  example: "policy-deny-disabled",
  drift: { tier: "weakens", code: "DENY_NARROWED" },
  check: (change) => {
    if (!/^google_compute_(region_)?(network_)?firewall_policy_rule$/.test(change.type)) return [];
    // What Terraform forgets lives on in the cloud.
    if (change.action === "forget" || !denies(change.before) || denies(change.after)) return [];
    return [
      {
        because: change.action === "update" ? changedAttributes(change, "action", "disabled") : undefined,
        consequence: "the rule of the firewall policy no longer denies what it denied",
        fix: "keep the deny, or replace it by a rule that denies as much",
      },
    ];
  },
});

function denies(values: Fields | undefined): boolean {
  return values?.action === "deny" && values.disabled !== true;
}
