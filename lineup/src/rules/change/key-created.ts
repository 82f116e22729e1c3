import type { Change } from "../../changes/change";
import { compareAttribute } from "../../compare/change-values";
import { items } from "../../topology/read";
import { type Fields, field, lastSegment } from "../../values";
import { type ChangeResult, defineChangeRule } from "../define";

export const keyCreated = defineChangeRule({
  id: "KEY_CREATED",
  level: "danger",
  title: "A key is made that lets in whoever holds it",
  help: "A key of a service account, of storage or of an API works from everywhere until somebody deletes it, and the state holds it in clear text. A provider of workload identities without a condition is the same: everybody of its issuer, such as every repository on GitHub, can sign in through it.",
  remedy:
    "Use workload identity federation with a condition that names the repository, or let the workload run as the account.",
  example: "key-of-an-account",
  drift: undefined,
  check: (change) => {
    const { type, action } = change;
    if (type === OF_WORKLOADS) return openProvider(change);
    const what = Object.hasOwn(KEYS, type) ? KEYS[type] : undefined;
    if (what === undefined) return [];
    const isOn = action === "update" && field(change.before, "state") === "INACTIVE" && isActive(change);
    if (action !== "create" && action !== "replace" && !isOn) return [];
    const owner = KEYS_OF.map((key) => field(change.after, key)).find((one) => typeof one === "string");
    const name = typeof owner === "string" ? lastSegment(owner) : "";
    const consequence = `it ${isOn ? "turns on" : "makes"} ${what}${NAME.test(name) ? ` (${name})` : ""}, which works from everywhere and stands in the state in clear text`;
    return [
      { because: isOn ? ["state"] : [], consequence, fix: "use workload identity federation, or run as the account" },
    ];
  },
});

const isActive = ({ after }: Change) => field(after, "state") !== "INACTIVE";

const KEYS: Readonly<Record<string, string>> = {
  google_service_account_key: "a key of a service account",
  google_storage_hmac_key: "a key for storage",
  google_apikeys_key: "an API key",
  google_iam_oauth_client_credential: "a secret of an OAuth client",
  google_iam_workforce_pool_provider_key: "a key of a workforce provider",
};
const KEYS_OF = ["service_account_id", "service_account_email", "name"];
const NAME = /^[\w.@-]{1,200}$/;

const OF_WORKLOADS = "google_iam_workload_identity_pool_provider";

/** Of AWS and of certificates a provider names an account or an authority of somebody's own; an issuer is of many. */
function openProvider(change: Change): ChangeResult[] {
  const { action, before, after } = change;
  if (!["create", "replace", "update"].includes(action) || isOpen(before)) return [];
  if (items(field(after, "oidc") ?? undefined).length === 0) return [];
  const attribute = "attribute_condition";
  if (compareAttribute(change, attribute) === "unknown") {
    return [{ undetermined: `lineup cannot determine whom it lets in: its ${attribute} is not known` }];
  }
  if (!isOpen(after)) return [];
  const consequence = "it has no condition: everybody whom its issuer knows can sign in through it";
  return [{ because: [attribute], consequence, fix: `name the repository or the organization in ${attribute}` }];
}

function isOpen(provider: Fields | undefined): boolean {
  if (provider === undefined) return false;
  const condition = field(provider, "attribute_condition") ?? "";
  return typeof condition === "string" && !OF_CLAIMS.test(condition);
}

/** A condition that asks for no claim of the token lets in everybody, or nobody: "1 == 1" is none. */
const OF_CLAIMS = /\b(assertion|attribute|google)\b/;
