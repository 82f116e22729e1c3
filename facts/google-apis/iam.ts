import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MORE_PERMISSIONS } from "./more-permissions";

interface IamFacts {
  source: string;
  roles: Record<string, string[]>;
  methods: Record<string, string[]>;
}

/** Read once, at the first question. */
let read: IamFacts | undefined;

function facts(): IamFacts {
  read ??= JSON.parse(readFileSync(join(__dirname, "iam.json"), "utf8")) as IamFacts;
  return read;
}

/** The permissions that a method needs; undefined where that is not known, which is not the same as none. */
export function permissionsOfMethod(id: string): readonly string[] | undefined {
  const { methods } = facts();
  const known = Object.hasOwn(methods, id) ? methods[id] : undefined;
  const more = Object.hasOwn(MORE_PERMISSIONS, id) ? MORE_PERMISSIONS[id] : undefined;
  if (!more) return known;
  return [...new Set([...(more.instead ? [] : (known ?? [])), ...more.permissions])];
}

/** The permissions of a predefined role; undefined for a role that is not in the data. */
export function permissionsOfRole(role: string): readonly string[] | undefined {
  const { roles } = facts();
  return Object.hasOwn(roles, role) ? roles[role] : undefined;
}

/** The predefined roles that the data has. */
export function predefinedRoles(): string[] {
  return Object.keys(facts().roles);
}

/** The predefined roles that hold a permission, the smallest first. */
export function rolesWith(permission: string): string[] {
  const holding = Object.entries(facts().roles).filter(([, held]) => held.includes(permission));
  return holding.sort(([, one], [, other]) => one.length - other.length).map(([role]) => role);
}
