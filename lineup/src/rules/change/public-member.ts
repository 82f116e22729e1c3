import { isEverybody, onlyCalls } from "../../topology/given";
import { defineChangeRule } from "../define";
import { gainedByAll, memberInWords, openedThings } from "../shared/let-in";
import { mayBeEverybody } from "../shared/members";
import { HOLDING_ALL } from "./opened-to-everybody";

export const publicMember = defineChangeRule({
  id: "PUBLIC_MEMBER",
  level: "danger",
  title: "Everybody is given a role",
  help: "Anybody is allUsers, and anybody with a Google account allAuthenticatedUsers. A secret, a bucket, an account or a whole project has the code OPENED_TO_EVERYBODY; that everybody may call a service, which may be what it is for, is the caution OPENED_TO_INTERNET.",
  remedy: "Give the role to named members.",
  example: "service-for-everybody-to-change",
  drift: { tier: "weakens", code: "INGRESS_WIDENED" },
  check: (change, comparison) => {
    const opened = openedThings(
      change,
      comparison,
      ({ on, role }) => !HOLDING_ALL.includes(on) && !(on === "service" && onlyCalls(role)),
    );
    if (opened.length > 0) return opened;
    const gained = gainedByAll(change, comparison);
    const open = gained.some(isEverybody) ? undefined : gained.find(({ member }) => mayBeEverybody(member));
    if (!open) return [];
    return [
      {
        undetermined: `lineup cannot determine whom it gives ${open.role} on the ${open.on}: ${memberInWords(open.member)} may be everybody`,
      },
    ];
  },
});
