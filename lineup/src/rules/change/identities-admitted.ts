import type { Change } from "../../changes/change";
import { compareAttribute } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { IDENTITY_PROVIDER } from "../../topology/identity-types";
import { field } from "../../values";
import { type ChangeFinding, defineChangeRule } from "../define";

export const identitiesAdmitted = defineChangeRule({
  id: "IDENTITIES_ADMITTED",
  level: "danger",
  title: "Other identities are admitted to a pool that is in use",
  help: "Roles are given to what a pool calls its identities. A provider decides who gets these names: another issuer, mapping or condition, or a second provider of the same pool, may give them to somebody else. lineup does not evaluate the condition. A provider that is made together with its pool lets nobody in who had no role before.",
  remedy: "Read the condition and the mapping before and after, and make a pool of its own for other identities.",
  example: "second-provider-of-a-pool",
  drift: { tier: "weakens", code: "INGRESS_WIDENED" },
  check: (change, comparison) => {
    if (POOL.test(change.type)) return enabledPool(change);
    if (!IDENTITY_PROVIDER.test(change.type)) return [];
    return change.action === "create" ? secondProvider(change, comparison) : changedProvider(change);
  },
});

const POOL_IDS = ["workload_identity_pool_id", "workforce_pool_id"];
const DECIDING = ["attribute_condition", "attribute_mapping", "oidc", "aws", "saml", "x509"];
const FIX = "read who is let in by the condition and the mapping, or make a pool of its own";

const POOL = /^google_iam_(workload_identity|workforce)_pool$/;

/** While it is off nobody of it is let in. */
function enabledPool(change: Change): ChangeFinding[] {
  if (change.action !== "update" || !isEnabled(change)) return [];
  const consequence = "it is turned on: whoever its providers let in has again what was given to the pool";
  return [{ because: ["disabled"], consequence, fix: "keep it disabled, or read what is given to it" }];
}

function isEnabled({ before, after }: Change): boolean {
  return field(before, "disabled") === true && field(after, "disabled") !== true;
}

function changedProvider(change: Change): ChangeFinding[] {
  if (change.action !== "update" && change.action !== "replace") return [];
  const changed = DECIDING.filter((attribute) => compareAttribute(change, attribute) !== "same");
  const because = [...changed, ...(isEnabled(change) ? ["disabled"] : [])];
  if (because.length === 0) return [];
  return [{ because, consequence: `who can sign in through it changes with ${because.join(", ")}`, fix: FIX }];
}

/** A pool that this plan makes is one to which nobody has given anything yet. */
function secondProvider(change: Change, comparison: Comparison): ChangeFinding[] {
  const { resources } = comparison.after.topology;
  const provider = resources.find(({ address }) => address === change.address);
  const pool = change.type.replace(/_provider$/, "");
  const key = POOL_IDS.find((one) => field(provider?.values, one) !== undefined) ?? "";
  const id = field(provider?.values, key);
  const isNew = resources.some(
    (one) =>
      one.type === pool &&
      comparison.changeOf(one.address)?.action === "create" &&
      (provider?.reads.some(({ address }) => address === one.address) ||
        (typeof id === "string" && field(one.values, key) === id)),
  );
  if (isNew) return [];
  const consequence =
    "it lets identities into a pool that is there already, and what was given to the pool holds for them";
  return [{ because: [], consequence, fix: FIX }];
}
