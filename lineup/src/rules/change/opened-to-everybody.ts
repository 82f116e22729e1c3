import { READS_SECRETS } from "../../../../facts/secret-readers";
import type { Change } from "../../changes/change";
import type { Topology } from "../../topology/model";
import { givenToEverybody, openedBy } from "../../topology/openness";
import { get, items } from "../../topology/read";
import { field } from "../../values";
import { type ChangeFinding, defineChangeRule } from "../define";
import { givenAt, givenByRole } from "../shared/everybody";

export const openedToEverybody = defineChangeRule({
  id: "OPENED_TO_EVERYBODY",
  level: "danger",
  title: "A secret, a bucket or a whole project is opened to everybody",
  help: "Anybody is allUsers, and anybody with a Google account allAuthenticatedUsers. Whoever may read a secret or a Terraform state has every password in it.",
  remedy: "Give the role to named members.",
  example: "secret-opened-to-everybody",
  drift: { tier: "weakens", code: "INGRESS_WIDENED" },
  check: (change, { before, after }) => {
    if (/_iam_custom_role$/.test(change.type)) return widenedRole(change, after.topology);
    if (change.type === "google_storage_bucket") return unprotectedBucket(change, after.topology);
    const on = openedBy(change.type);
    // A service that everybody may call is said as a caution of its own.
    if (on === undefined || on === "service" || !["create", "update", "replace"].includes(change.action)) return [];
    const had = givenAt(change, before.topology).map(({ role, member }) => `${role} ${member}`);
    const gained = givenAt(change, after.topology).filter(({ role, member }) => !had.includes(`${role} ${member}`));
    const [first] = gained;
    if (!first) return [];
    return [
      {
        because: [first.attribute],
        consequence: `${first.member} has ${first.role} on the ${on}: everybody on the internet`,
        fix: "give the role to named members",
      },
    ];
  },
});

const OPENING: readonly unknown[] = [READS_SECRETS, "run.routes.invoke", "storage.objects.get"];

/** Everybody who has a custom role has what it gains. */
function widenedRole(change: Change, after: Topology): ChangeFinding[] {
  if (change.action !== "update" && change.action !== "replace") return [];
  const had = items(field(change.before, "permissions") ?? undefined);
  const permissions = items(field(change.after, "permissions") ?? undefined);
  const gained = permissions.filter((one) => OPENING.includes(one) && !had.includes(one));
  const [given] = givenByRole(change, after);
  if (gained.length === 0 || !given) return [];
  return [
    {
      because: ["permissions"],
      consequence: `${given.member} has this role by ${given.resource.address}, and with it now ${gained.join(", ")} on the ${given.on}: everybody on the internet`,
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
      consequence: `${given.member} has ${given.role} by ${given.resource.address}, which was prevented until now: everybody on the internet`,
      fix: "keep public access prevention enforced",
    },
  ];
}
