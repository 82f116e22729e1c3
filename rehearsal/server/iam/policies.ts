import { permissionsOfRole } from "../../../facts/google-apis/iam";
import type { Clock } from "../clock";
import { listOf, textOf, thingOf } from "../kind";
import type { CloudObject, Store } from "../store";
import { isMet } from "./conditions";
import { bindingsOf } from "./policy-document";
import type { Principal } from "./principal";
import { policyHolders, type Target } from "./target";

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

  /** Whether one of the policies that count for this gives somebody a role that holds the permission. */
  grant(to: Principal, permission: string, target: Target): boolean {
    for (const name of policyHolders(target)) {
      for (const binding of bindingsOf(this.acting(name))) {
        if (!this.holds(String(binding.role), permission) || !this.isMember(to, binding)) continue;
        const condition = thingOf(binding, "condition");
        if (!condition || isMet(condition, target, this.clock.now(), this.store)) return true;
      }
    }
    return false;
  }

  private isMember(to: Principal, binding: CloudObject): boolean {
    return listOf(binding, "members").some((one) => to.members.has(String(one)) || this.hasBasicRole(to, String(one)));
  }

  /** `projectEditor:acme` is everybody with that basic role in the project. */
  private hasBasicRole(to: Principal, member: string): boolean {
    const [, basic = "", project] = /^project(Owner|Editor|Viewer):(.+)$/.exec(member) ?? [];
    if (project === undefined) return false;
    const all = bindingsOf(this.acting(`cloudresourcemanager/projects/${project}`));
    return all.some(
      ({ role, members }) =>
        role === `roles/${basic.toLowerCase()}` &&
        listOf({ members }, "members").some((one) => to.members.has(String(one))),
    );
  }

  /** The role is predefined, or the project's own and not deleted. */
  knows(role: string): boolean {
    if (role === OWNER || permissionsOfRole(role) !== undefined) return true;
    const own = this.store.get(`iam/${role}`);
    return own !== undefined && own.deleted !== true;
  }

  /** The roles that somebody is given or loses by this. */
  changedBy(body: CloudObject | undefined, { name }: Target): string[] {
    const said = thingOf(body, "policy") ?? body;
    const grants = (policy: CloudObject | undefined) =>
      bindingsOf(policy).flatMap(({ role, members, condition }) =>
        listOf({ members }, "members").map((member) => JSON.stringify([role, member, condition])),
      );
    const [before, after] = [grants(this.policyAt(name)), grants(said)];
    const changed = [...before.filter((one) => !after.includes(one)), ...after.filter((one) => !before.includes(one))];
    return [...new Set(changed.map((one) => String(JSON.parse(one)[0])))];
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
  return bindingsOf(policy).flatMap((binding) => textOf(binding, "role") ?? []);
}
