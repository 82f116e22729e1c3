import { changedAttributes } from "../../compare/change-values";
import type { Fields } from "../../values";
import { defineChangeRule } from "../define";

export const denyNarrowed = defineChangeRule({
  id: "DENY_NARROWED",
  level: "caution",
  title: "A deny rule of a firewall policy is removed or disabled",
  help: "The rules below it now decide the traffic that it denied. lineup does not evaluate firewall policies and therefore reports every deny that is removed or disabled.",
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
