import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MORE_PERMISSIONS } from "./more-permissions";

interface IamFacts {
  source: string;
  roles: Record<string, string[]>;
  permissions: string[];
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

/** Whether there is such a permission; of a service that the data does not have, every one is taken to be. */
export function isPermission(permission: string): boolean {
  known ??= new Set([...Object.values(facts().roles).flat(), ...facts().permissions]);
  services ??= new Set([...known].map(serviceOf));
  return known.has(permission) || (PERMISSION.test(permission) && !services.has(serviceOf(permission)));
}

let known: ReadonlySet<string> | undefined;
let services: ReadonlySet<string> | undefined;

/** `iam.roles.get`, `iam.googleapis.com/workloadIdentityPools.get`. */
const PERMISSION = /^[a-z0-9-]+(\.googleapis\.com\/|\.)[A-Za-z0-9_]+\.[A-Za-z0-9_]+$/;

function serviceOf(permission: string): string {
  return permission.slice(0, permission.indexOf("."));
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
