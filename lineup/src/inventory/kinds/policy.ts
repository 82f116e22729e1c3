import { roleReadsSecrets } from "../../../../facts/roles";
import { isBlock, own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import { type ApiObject, type LiveResource, textAt, thingsAt } from "../model";

/** Whoever may stand for accounts that a policy does not name. */
const SEVERAL = /^(allUsers$|allAuthenticatedUsers$|group:|principal:|principalSet:|project(Owner|Editor|Viewer):)/;

/** What a policy gives, as far as it may let one of these accounts read secrets: a resource for each role and member. */
export function readersIn(
  policy: ApiObject,
  accounts: ReadonlySet<string>,
  on: Pick<LiveResource, "type" | "name" | "values">,
): LiveResource[] {
  return thingsAt(policy, "bindings").flatMap((binding) => {
    const role = textAt(binding, "role");
    if (role === undefined || roleReadsSecrets(role) === false) return [];
    const isConditional = isBlock(own(binding, "condition"));
    const members = own(binding, "members");
    return (Array.isArray(members) ? members : []).flatMap((member): LiveResource[] => {
      if (typeof member !== "string" || !(SEVERAL.test(member) || accounts.has(member))) return [];
      const name = `${on.name}/${lastSegment(role)}/${member.replace(/^serviceAccount:/, "")}`;
      const title = isConditional ? [{ title: "a condition" }] : [];
      return [
        {
          type: on.type,
          name: isConditional ? `${name}/with a condition` : name,
          values: { ...on.values, role, member, condition: title },
        },
      ];
    });
  });
}
