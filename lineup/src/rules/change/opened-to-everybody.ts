import { openedBy } from "../../topology/openness";
import { defineChangeRule } from "../define";
import { givenAt } from "../shared/everybody";

export const openedToEverybody = defineChangeRule({
  id: "OPENED_TO_EVERYBODY",
  level: "danger",
  title: "A secret, a bucket or a whole project is opened to everybody",
  help: "Anybody is allUsers, and anybody with a Google account allAuthenticatedUsers. Whoever may read a secret or a Terraform state has every password in it.",
  remedy: "Give the role to named members.",
  example: "secret-opened-to-everybody",
  drift: { tier: "weakens", code: "INGRESS_WIDENED" },
  check: (change, { before, after }) => {
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
