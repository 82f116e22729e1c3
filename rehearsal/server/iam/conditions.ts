import { type CelInput, CelScalar, celMethod, listType, mapType } from "@bufbuild/cel";
import { Expressions } from "../cel";
import { projectNumber } from "../geography";
import { textOf } from "../kind";
import type { CloudObject, Store } from "../store";
import type { Target } from "./target";

/** Whether the condition of a grant is met. One that cannot be evaluated is not. */
export function isMet(condition: CloudObject, target: Target, now: number, store: Store): boolean {
  const request = { time: EXPRESSIONS.result("timestamp(now)", { now: new Date(now).toISOString() }) as CelInput };
  const api = new Map<string, CelInput>(target.changedRoles ? [[MODIFIED, [...target.changedRoles]]] : []);
  const resource = { ...attributesOf(target, store) };
  return EXPRESSIONS.result(textOf(condition, "expression") ?? "", { request, resource, api }) === true;
}

const MODIFIED = "iam.googleapis.com/modifiedGrantsByRole";
const [TEXT, ANYTHING] = [CelScalar.STRING, CelScalar.DYN];

/** Which roles a new policy gives or takes: `api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", [])`. */
const EXPRESSIONS = new Expressions([
  celMethod("getAttribute", mapType(TEXT, ANYTHING), [TEXT, listType(ANYTHING)], ANYTHING, function (name, otherwise) {
    return (this.get(name) as CelInput | undefined) ?? otherwise;
  }),
  celMethod("hasOnly", listType(ANYTHING), [listType(ANYTHING)], CelScalar.BOOL, function (allowed) {
    const all = new Set<unknown>(allowed);
    return [...this].every((one) => all.has(one));
  }),
]);

/**
 * What a condition can say of a thing: https://cloud.google.com/iam/docs/conditions-resource-attributes. What is about
 * to be made has no name yet: its project is what is asked for. Other services say nothing of theirs.
 */
export function attributesOf({ name, project }: Target, store: Store): Record<string, string> | undefined {
  const number = projectNumber(project, store);
  for (const [form, service, type, inWords] of NAMES) {
    const { groups } = form.exec(name) ?? {};
    if (!groups) continue;
    const said = inWords.replaceAll(/\{(\w+)\}/g, (_, key: string) => ({ ...groups, project, number })[key] ?? "");
    return { service: `${service}.googleapis.com`, type: `${service}.googleapis.com/${type}`, name: said };
  }
  return undefined;
}

const PROJECT = ["cloudresourcemanager", "Project", "projects/{number}"] as const;
const KEYS = "projects/{project}/locations/{location}/keyRings/{ring}";

/** The longest first: how this cloud names it, the service, the type, and its name at Google. */
const NAMES: readonly (readonly [RegExp, string, string, string])[] = [
  [
    /^storage\/b\/(?<bucket>[^/]+)\/o\/(?<object>.+)$/,
    "storage",
    "Object",
    "projects/_/buckets/{bucket}/objects/{object}",
  ],
  [/^storage\/b\/(?<bucket>[^/]+)/, "storage", "Bucket", "projects/_/buckets/{bucket}"],
  [
    /^secretmanager\/.+\/secrets\/(?<secret>[^/]+)\/versions\/(?<version>[^/]+)$/,
    "secretmanager",
    "SecretVersion",
    "projects/{number}/secrets/{secret}/versions/{version}",
  ],
  [/^secretmanager\/.+\/secrets\/(?<secret>[^/]+)/, "secretmanager", "Secret", "projects/{number}/secrets/{secret}"],
  [
    /^cloudkms\/.+\/locations\/(?<location>[^/]+)\/keyRings\/(?<ring>[^/]+)\/cryptoKeys\/(?<key>[^/]+)/,
    "cloudkms",
    "CryptoKey",
    `${KEYS}/cryptoKeys/{key}`,
  ],
  [/^cloudkms\/.+\/locations\/(?<location>[^/]+)\/keyRings\/(?<ring>[^/]+)/, "cloudkms", "KeyRing", KEYS],
  [/^sql\/.+\/instances\/(?<instance>[^/]+)/, "sqladmin", "Instance", "projects/{project}/instances/{instance}"],
  [/^(storage|secretmanager|cloudkms|sql|cloudresourcemanager)\/(?<any>.*)$/, ...PROJECT],
];
