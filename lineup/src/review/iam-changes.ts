import { HIDDEN, isPrintableCondition, isPrintableIdentity, printedMember } from "../../../facts/printable";
import { isComputedOnly } from "../../../facts/provider";
import type { Change } from "../changes/change";
import { compareAttribute } from "../compare/change-values";
import type { Comparison } from "../compare/comparison";
import { addTo, groupedBy } from "../grouping";
import { allGivenBy, type Giving } from "../topology/given";
import { isAboutIdentities, SAYS_WHO } from "../topology/identity-types";
import type { Topology } from "../topology/model";
import { projectOf } from "../topology/networks";
import { placeInWords } from "../topology/places";
import { items } from "../topology/read";
import { field, isFields, Unresolved, type Value } from "../values";
import type { IamChange, IamSetting, RoleGiven } from "./contract";
import { isListed } from "./unjudged";

/** Every change of who may do what, with what it was and what it will be: a reader decides whether that is meant. */
export function iamChangesIn(changes: readonly Change[], { before, after }: Comparison): IamChange[] {
  const listed = changes.filter((change) => isListed(change) && (isAboutIdentities(change.type) || changesWho(change)));
  if (listed.length === 0) return [];
  const [had, has] = [givenIn(before.topology), givenIn(after.topology)];
  return listed.map((change) => {
    const { address, previousAddress = address, type, actions } = change;
    // What is left of an old object takes nothing away that the resource itself gives.
    const [was, is] = change.deposed ? [[], []] : [had.get(previousAddress) ?? [], has.get(address) ?? []];
    const gives = rolesIn(was, is);
    const settings = gives.length > 0 || change.deposed ? [] : settingsOf(change);
    return { address, type, actions, on: placeOf(change, was, is, after.topology), gives, settings };
  });
}

/** Whether a thing that says by itself who may use it says something else afterwards. */
function changesWho(change: Change): boolean {
  const attribute = SAYS_WHO.get(change.type);
  if (attribute === undefined) return false;
  const isSaid = [change.before, change.after].some((side) => items(field(side, attribute) ?? undefined).length > 0);
  return isSaid && compareAttribute(change, attribute) !== "same";
}

function givenIn({ resources }: Topology): Map<string, Giving[]> {
  return groupedBy(allGivenBy(resources), ({ resource }) => resource.address);
}

function placeOf({ address }: Change, was: readonly Giving[], is: readonly Giving[], { resources }: Topology): string {
  const [giving] = [...is, ...was];
  if (giving) return placeInWords(giving.resource);
  const resource = resources.find((one) => one.address === address);
  const project = resource && projectOf(resource);
  return project !== undefined && /^[\w:.-]{1,100}$/.test(project) ? `project ${project}` : "";
}

/** Each role and member once, with when it holds. */
function rolesIn(was: readonly Giving[], is: readonly Giving[]): RoleGiven[] {
  const found = new Map<string, RoleGiven>();
  for (const [side, givings] of [["before", was] as const, ["after", is] as const]) {
    for (const giving of givings) {
      const member = membersName(giving.member);
      const condition = conditionIn(giving.condition);
      const said = { role: giving.role, member, ...(condition === undefined ? {} : { condition }) };
      const key = JSON.stringify(said);
      const known = found.get(key) ?? { ...said, before: false, after: false };
      known[side] = true;
      found.set(key, known);
    }
  }
  return [...found.values()];
}

function membersName(member: Value): string {
  if (typeof member === "string") return printedMember(member);
  return member instanceof Unresolved ? `unknown: ${member.shown}` : "unknown";
}

function conditionIn(condition: Value | undefined): string | undefined {
  if (condition === undefined) return undefined;
  const code = isFields(condition) ? condition.expression : condition;
  if (typeof code === "string" && isPrintableCondition(code)) return code;
  return code instanceof Unresolved ? `unknown: ${code.shown}` : "a condition that is not printed";
}

/** What a role, a provider or a denial says, where it changes. */
function settingsOf({ type, before, after, afterUnknown }: Change): IamSetting[] {
  const [was, is] = [leavesOf(before ?? {}), leavesOf(after ?? {})];
  const unknown = leavesOf((afterUnknown ?? {}) as Value);
  const attributes = [...new Set([...was.keys(), ...is.keys(), ...unknown.keys()])].sort();
  return attributes.flatMap((attribute): IamSetting[] => {
    if (isComputedOnly(type, attribute)) return [];
    if (!isPrintableIdentity(attribute)) {
      const isChanged = before && after && JSON.stringify(was.get(attribute)) !== JSON.stringify(is.get(attribute));
      return isChanged && is.has(attribute) ? [{ attribute, before: [HIDDEN], after: [HIDDEN] }] : [];
    }
    const one = (was.get(attribute) ?? []).map(printedText);
    const other = unknown.has(attribute) ? ["(known after apply)"] : (is.get(attribute) ?? []).map(printedText);
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [{ attribute, before: one, after: other }];
  });
}

function printedText(text: string): string {
  return isPrintableCondition(text) ? text : "(not printed)";
}

/** Every text, number and flag by its path. The items of a list belong together, and their order says nothing. */
function leavesOf(values: Value): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const pending: [path: string, value: Value][] = [["", values]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [path, value] = next;
    if (Array.isArray(value)) for (const item of value) pending.push([path, item]);
    else if (isFields(value)) {
      for (const [key, item] of Object.entries(value)) pending.push([path === "" ? key : `${path}.${key}`, item]);
    } else if (value !== null && value !== "" && value !== false) addTo(found, path, String(value));
  }
  for (const texts of found.values()) texts.sort();
  return found;
}
