import { roleReadsSecrets } from "../../../../facts/roles";
import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import { isBlock, own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import type { LiveResource } from "../model";
import { Withheld } from "../shape/withheld";

/** Whoever may stand for accounts that a policy does not name. */
const SEVERAL = /^(allUsers$|allAuthenticatedUsers$|group:|principal:|principalSet:|project(Owner|Editor|Viewer):)/;

/** Whether a grant of this role to these accounts, or to whoever may stand for them, is of interest. */
export interface Wanted {
  ofAccounts(role: string): boolean;
  ofSeveral(role: string): boolean;
}

const mayRead = (role: string) => roleReadsSecrets(role) !== false;
const every = () => true;

/** As far as it may let somebody read secrets. */
export const READERS: Wanted = { ofAccounts: mayRead, ofSeveral: mayRead };
/** All that the accounts may do; of the others, who may read secrets. */
export const OF_ACCOUNTS: Wanted = { ofAccounts: every, ofSeveral: mayRead };
export const EVERYTHING: Wanted = { ofAccounts: every, ofSeveral: every };

/** What a policy gives to these accounts, or to whoever may stand for them: a resource for each role and member. */
export function grantsIn(
  policy: ApiObject,
  accounts: ReadonlySet<string>,
  on: Pick<LiveResource, "type" | "name" | "values" | "region">,
  wanted: Wanted,
): LiveResource[] {
  return thingsAt(policy, "bindings").flatMap((binding) => {
    const role = textAt(binding, "role");
    if (role === undefined) return [];
    const condition = own(binding, "condition");
    const isConditional = isBlock(condition);
    const members = own(binding, "members");
    return (Array.isArray(members) ? members : []).flatMap((member): LiveResource[] => {
      if (typeof member !== "string") return [];
      const isWanted = accounts.has(member) ? wanted.ofAccounts(role) : SEVERAL.test(member) && wanted.ofSeveral(role);
      if (!isWanted) return [];
      const name = `${on.name}/${lastSegment(role)}/${member.replace(/^serviceAccount:/, "")}`;
      const title = isConditional ? [conditionIn(condition)] : [];
      return [
        {
          ...on,
          name: isConditional ? `${name}/with a condition` : name,
          values: { ...on.values, role, member, condition: title },
        },
      ];
    });
  });
}

/** People write its title and its words. */
function conditionIn(condition: ApiObject): Record<string, unknown> {
  const said = (key: string) => own(condition, key) ?? "";
  return {
    title: new Withheld(said("title"), "a condition"),
    expression: new Withheld(said("expression")),
    description: new Withheld(said("description")),
  };
}
