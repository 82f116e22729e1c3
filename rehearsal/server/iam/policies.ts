import { permissionsOfRole } from "../../../facts/google-apis/iam";
import type { Clock } from "../clock";
import { listOf, textOf } from "../kind";
import type { CloudObject, Store } from "../store";

/** The policies that the cloud itself stores, as they act now: a change takes its time. */
export class Policies {
  /** When a policy was set, and which was there before. A policy that is not here has always acted. */
  private readonly changes = new WeakMap<CloudObject, { at: number; before: CloudObject | undefined }>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    readonly policyAt: (name: string) => CloudObject | undefined,
  ) {}

  /** The policy of this has been set. */
  changed(name: string, before: CloudObject | undefined): void {
    const policy = this.policyAt(name);
    if (policy && policy !== before) this.changes.set(policy, { at: this.clock.now(), before });
  }

  /** Whether one of these policies gives the account a role that holds the permission. */
  grant(account: string, permission: string, holders: Iterable<string>): boolean {
    const members = new Set([`serviceAccount:${account}`, `user:${account}`, "allUsers", "allAuthenticatedUsers"]);
    for (const name of holders) {
      for (const binding of listOf(this.acting(name), "bindings") as CloudObject[]) {
        // A condition is not evaluated, so it is not met.
        if (binding.condition !== undefined || !listOf(binding, "members").some((one) => members.has(String(one))))
          continue;
        if (this.holds(String(binding.role), permission)) return true;
      }
    }
    return false;
  }

  /** The role is predefined, or the project's own and not deleted. */
  knows(role: string): boolean {
    if (role === OWNER || permissionsOfRole(role) !== undefined) return true;
    const own = this.store.get(`iam/${role}`);
    return own !== undefined && own.deleted !== true;
  }

  private holds(role: string, permission: string): boolean {
    if (role === OWNER) return true;
    const own = this.store.get(`iam/${role}`);
    // A role of the project's own that is disabled gives nothing, though it is granted.
    const held = own?.stage === "DISABLED" || own?.deleted === true ? [] : listOf(own, "includedPermissions");
    return (permissionsOfRole(role) ?? held).includes(permission);
  }

  private acting(name: string): CloudObject | undefined {
    const known = this.clock.now() - this.clock.lasts("grant");
    let policy = this.policyAt(name);
    while (policy) {
      const change = this.changes.get(policy);
      if (!change || change.at <= known) break;
      policy = change.before;
    }
    return policy;
  }
}

const OWNER = "roles/owner";

/** The roles that a policy names. */
export function rolesIn(policy: CloudObject | undefined): string[] {
  return (listOf(policy, "bindings") as CloudObject[]).flatMap((binding) => textOf(binding, "role") ?? []);
}
