import { importIdOf } from "../../../../facts/imports";
import { isBlock, own } from "../../inputs/blocks";
import { text } from "./projects";
import { isSensitive, type OldThing } from "./state";

/** What an old instance is, in the words of ours: a type and an import id. */
export interface Meaning {
  type: string;
  id: string;
  /** What it means that the two types differ; null where they do not. */
  says: string | null;
  /** Of a list of members: this one. */
  member?: string;
}

type Values = Record<string, unknown>;

/** Every thing that this one is or holds. Nothing, where its type is not known, or what its id needs is not there. */
export function meaningsOf(thing: OldThing): Meaning[] {
  if (!thing.isGoogles) return [];
  return [...itself(thing), ...serviceOfV1(thing), ...access(thing)];
}

/** The id may be printed: nothing in it is called sensitive. */
export function isPrintableId(thing: OldThing, id: string): boolean {
  const open = Object.fromEntries(Object.entries(thing.values).filter(([key]) => !isSensitive(thing, key)));
  return meaningsOf({ ...thing, values: open }).some((meaning) => meaning.id === id);
}

function itself({ type, values, project }: OldThing): Meaning[] {
  return meaning(type, values, project, null);
}

function meaning(type: string, values: Values, project: string | undefined, says: string | null): Meaning[] {
  // No project is no name of one: an id that needs one is then not told, rather than that of the project asked about.
  const id = importIdOf(type, values, project ?? "");
  return id === undefined ? [] : [{ type, id, says }];
}

function serviceOfV1({ type, values, project }: OldThing): Meaning[] {
  if (type !== "google_cloud_run_service") return [];
  return meaning("google_cloud_run_v2_service", values, project, "the same service, by the older API");
}

const ACCESS = /^(google_\w+)_iam_(member|binding|policy)$/;
const OF_V1_SERVICE = "google_cloud_run_service";

/** A member is in the binding of its role, and a binding in the policy: Google keeps one list for all of them. */
function access(thing: OldThing): Meaning[] {
  const [, what = "", form = ""] = ACCESS.exec(thing.type) ?? [];
  if (form === "") return [];
  const [on, values] = what === OF_V1_SERVICE ? ofV2Service(thing.values) : [what, thing.values];
  const isSame = on === what;
  const older = isSame ? "" : ", by the older API of the same service";
  const given = grantsIn(form, values);
  const members = given.flatMap(({ members, ...grant }) =>
    members.flatMap((member) =>
      meaning(`${on}_iam_member`, { ...values, ...grant, member }, thing.project, MEMBER_OF[form] + older).map(
        (one) => ({
          ...one,
          ...(form === "member" ? {} : { member }),
        }),
      ),
    ),
  );
  const bindings = given.flatMap((grant) =>
    meaning(`${on}_iam_binding`, { ...values, ...grant }, thing.project, BINDING_OF[form] + older),
  );
  return [...members, ...bindings].filter(({ type }) => type !== thing.type);
}

/** Whether an old binding or policy decides about this one of ours, whether it lists it or not. */
export function grantedTo(thing: OldThing): (ours: { type: string; id: string }) => boolean {
  const [, what = "", form = ""] = ACCESS.exec(thing.type) ?? [];
  if (form !== "binding" && form !== "policy") return () => false;
  const [on, values] = what === OF_V1_SERVICE ? ofV2Service(thing.values) : [what, thing.values];
  const type = `${on}_iam_member`;
  // A policy decides about every role.
  const grant = form === "binding" ? { role: values.role, condition: values.condition } : { role: "*" };
  const [anybody] = meaning(type, { ...values, ...grant, member: "*" }, thing.project, null);
  const [before = "", after = ""] = anybody?.id.split(form === "binding" ? "*" : "* *") ?? [];
  return (ours) => anybody !== undefined && ours.type === type && ours.id.startsWith(before) && ours.id.endsWith(after);
}

const MEMBER_OF: Record<string, string> = {
  member: "the same member",
  binding: "a member of the old binding, which takes away every other member of its role while it is managed",
  policy: "a member in the old policy, which takes away everything else that is given there while it is managed",
};
const BINDING_OF: Record<string, string> = {
  member: "a member of a role whose members are all decided here: it stays where the binding here lists it",
  binding: "the same binding",
  policy: "a role in the old policy, which takes away everything else that is given there while it is managed",
};

function ofV2Service({ service, ...values }: Values): [string, Values] {
  const name = text(service)?.replace(/^v1\//, "");
  return ["google_cloud_run_v2_service", { ...values, name }];
}

interface Grant {
  role: unknown;
  members: string[];
  condition: unknown;
}

function grantsIn(form: string, values: Values): Grant[] {
  if (form === "policy") return inPolicy(values.policy_data);
  const { role, member, members, condition } = values;
  return [{ role, members: texts(form === "member" ? [member] : members), condition }];
}

/** The provider keeps a policy as JSON in a text. */
function inPolicy(data: unknown): Grant[] {
  if (typeof data !== "string") return [];
  let policy: unknown;
  try {
    policy = JSON.parse(data);
  } catch {
    return [];
  }
  const bindings = own(policy, "bindings");
  return (Array.isArray(bindings) ? bindings.filter(isBlock) : []).map((binding) => ({
    role: own(binding, "role"),
    members: texts(own(binding, "members")),
    condition: own(binding, "condition"),
  }));
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).flatMap((one) => text(one) ?? []);
}
