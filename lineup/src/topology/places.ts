import type { Resource } from "../inputs/model";
import { isFields, lastSegment, Unresolved, type Value } from "../values";
import { openedBy } from "./identity-types";
import { projectOf } from "./networks";

// What a role is given on, in the words of the resource that gives it.

/** What such a resource says besides the thing: to whom, what, and what the cloud fills in. */
const OTHERS =
  /^(id|etag|roles?|role_entity|members?|condition|policy_data|project|predefined_acl|default_acl|entity(_id)?|domain|email|generation|self_link|project_team|access|iam_member|special_group|user_by_email|group_by_email|api_updated_member|.*labels|timeouts)$/;
const WHERE = /^(location|region|zone)$/;

/** Everything that tells one place from another: where one of these differs, or is not known, so may the place. */
export function placeOf(resource: Resource): Value[] {
  return [...namesIn(resource, () => true), projectOf(resource) ?? ""];
}

function namesIn({ values }: Resource, isAsked: (key: string) => boolean): Value[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const isOther = OTHERS.test(key) || !isAsked(key);
    return isOther || value === null || value === "" || Array.isArray(value) || isFields(value) ? [] : [value];
  });
}

/** "secret redis-auth", "project acme-staging"; what has no printable name goes without one. */
export function placeInWords(resource: Resource): string {
  const names = namesIn(resource, (key) => !WHERE.test(key));
  const said = names.length > 0 ? names : [projectOf(resource) ?? ""];
  const words = said.map((name) => (name instanceof Unresolved ? name.shown : lastSegment(String(name))));
  const noun = openedBy(resource.type) ?? "";
  return [noun, ...words.filter((word) => NAME.test(word))].filter((word) => word !== "").join(" ");
}

const NAME = /^[\w.:()@-][\w.:()@ -]{0,200}$/;
