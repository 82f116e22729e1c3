import { READS_SECRETS } from "../../../../facts/roles";
import type { Change } from "../../changes/change";
import { changedAttributes } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { givenToEverybody } from "../../topology/given";
import { CUSTOM_ROLE } from "../../topology/identity-types";
import type { Topology } from "../../topology/model";
import { get } from "../../topology/read";
import { field } from "../../values";
import { type ChangeFinding, defineChangeRule } from "../define";
import { givenByRole, meaning, membersInWords, openedThings } from "../shared/let-in";
import { gainedByRole } from "../shared/powers";

export const openedToEverybody = defineChangeRule({
  id: "OPENED_TO_EVERYBODY",
  level: "danger",
  title: "A secret, a bucket or a whole project is opened to everybody",
  help: "Anybody is allUsers, and anybody with a Google account allAuthenticatedUsers. Whoever may read a secret or a Terraform state has every password in it.",
  remedy: "Give the role to named members.",
  example: "secret-opened-to-everybody",
  drift: { tier: "weakens", code: "INGRESS_WIDENED" },
  check: (change, comparison) => {
    const { after } = comparison;
    if (CUSTOM_ROLE.test(change.type)) return widenedRole(change, comparison);
    if (change.type === "google_storage_bucket") return unprotectedBucket(change, after.topology);
    return openedThings(change, comparison, ({ on }) => HOLDING_ALL.includes(on));
  },
});

/** What has a code of its own: whoever reads one of these, or has a role on it, has everything. PUBLIC_MEMBER says the rest. */
export const HOLDING_ALL = ["secret", "bucket", "service account", "project", "folder", "organization"];

const OPENING: readonly unknown[] = [READS_SECRETS, "run.routes.invoke", "storage.objects.get"];

/** Everybody who has a custom role has what it gains. */
function widenedRole(change: Change, comparison: Comparison): ChangeFinding[] {
  if (change.action !== "update" && change.action !== "replace") return [];
  const gained = gainedByRole(change, comparison).gained.filter((one) => OPENING.includes(one));
  const everybody = givenByRole(change, comparison.after.topology);
  const [given] = everybody;
  if (gained.length === 0 || !given) return [];
  const { who, isOne } = membersInWords(everybody);
  return [
    {
      because: changedAttributes(change, "permissions", "stage", "deleted"),
      consequence: `${who} ${isOne ? "has" : "have"} this role by ${given.resource.address}, and with it now ${gained.join(", ")} on the ${given.on}: ${meaning(everybody)}`,
      fix: "give the role to named members",
    },
  ];
}

/** Without public access prevention what was given to everybody before holds. */
function unprotectedBucket(change: Change, { resources }: Topology): ChangeFinding[] {
  const attribute = "public_access_prevention";
  if (change.action !== "update" || field(change.before, attribute) !== "enforced") return [];
  if (field(change.after, attribute) === "enforced") return [];
  const names = [field(change.before, "name"), field(change.before, "id")];
  const given = givenToEverybody(resources).find(({ resource, on }) => {
    const bucket = get(resource, "bucket");
    if (on !== "bucket") return false;
    return typeof bucket === "string" ? names.some((name) => name === bucket.replace(/^b\//, "")) : true;
  });
  if (!given) return [];
  return [
    {
      because: [attribute],
      consequence: `${given.member} has ${given.role} by ${given.resource.address}, which was prevented until now: ${meaning([given])}`,
      fix: "keep public access prevention enforced",
    },
  ];
}
