import { READS_SECRETS, roleReadsSecrets } from "../../../facts/roles";
import { groupedBy } from "../grouping";
import type { Resource } from "../inputs/model";
import { isKnown, lastSegment, type Maybe, Unresolved } from "../values";
import type { RoleGiven } from "./iam";
import { CUSTOM_ROLE } from "./identity-types";
import { projectOf } from "./networks";
import { flag, get, items, knownText, list } from "./read";

/** Whether a role holds the permission to read secrets. */
export function readsSecrets(role: RoleGiven["role"], customRole: Resource | undefined): Maybe<boolean> {
  if (customRole) {
    // Google keeps a deleted role for a week, and grants nothing by it.
    if (flag(get(customRole, "deleted")) === true) return false;
    const permissions = list(get(customRole, "permissions"));
    if (!isKnown(permissions)) return permissions;
    if (knownText(get(customRole, "stage")) === "DISABLED") return false;
    if (permissions.includes(READS_SECRETS)) return true;
    return permissions.find((one) => one instanceof Unresolved) instanceof Unresolved ? UNKNOWN_ROLE : false;
  }
  if (role === undefined) return false;
  return isKnown(role) ? (roleReadsSecrets(role) ?? UNKNOWN_ROLE) : role;
}

const UNKNOWN_ROLE = new Unresolved("a role that lineup does not know");

/** The custom roles of an input, by address and by name. */
export class CustomRoles {
  private readonly byAddress: ReadonlyMap<string, Resource>;
  private readonly byName: ReadonlyMap<string, readonly Resource[]>;

  constructor(resources: readonly Resource[]) {
    const roles = resources.filter(({ type }) => CUSTOM_ROLE.test(type));
    this.byAddress = new Map(roles.map((role) => [role.address, role]));
    this.byName = groupedBy(roles, (role) => knownText(get(role, "role_id")) ?? "");
  }

  find(role: RoleGiven["role"]): Resource | undefined {
    if (role instanceof Unresolved) {
      const { soleReference } = role;
      return soleReference && ["id", "name"].includes(soleReference.attribute)
        ? this.byAddress.get(soleReference.address)
        : undefined;
    }
    if (role === undefined || role.startsWith("roles/")) return undefined;
    const [above = "", owner = ""] = role.split("/");
    return this.byName
      .get(lastSegment(role))
      ?.find((one) =>
        above === "projects"
          ? one.type === "google_project_iam_custom_role" && (projectOf(one) ?? owner) === owner
          : one.type === "google_organization_iam_custom_role" && items(get(one, "org_id")).join() === owner,
      );
  }
}
