import type { Action, Change } from "../changes/change";
import { compare } from "../compare/comparison";
import type { Model, Resource } from "../inputs/model";
import { CHANGE_RULES } from "../rules/change";
import type { Topology } from "../topology/model";
import { type Fields, field } from "../values";

// Which changes lineup judges is not written down anywhere: a list would be wrong with the next rule. The readers of the
// network and the rules are asked themselves, with a resource of the type that notes what they look at in it.

/** What is looked at in a resource of one type. */
interface Knowledge {
  /** The network is made of it: a change of it is one of the network. */
  isOfNetwork: boolean;
  /** The attributes by which rules judge a change that is no part of the network, for each thing that may happen. */
  byRules: ReadonlyMap<Action, ReadonlySet<string>>;
}

const HAPPENS: readonly Action[] = ["create", "update", "replace", "delete"];
/** What is looked at in everything is no knowledge of anything. */
const NOBODYS = "google_of_no_kind";

const asked = new Map<string, Knowledge>();
/** More kinds than all providers of an input have; what has more of them is made to take long. */
const MOST = 3000;
const NOTHING: Knowledge = { isOfNetwork: false, byRules: new Map() };

export function knowledgeOf(type: string): Knowledge {
  const known = asked.get(type) ?? (asked.size < MOST ? ask(type) : NOTHING);
  asked.set(type, known);
  return known;
}

let everybodys: Seen | undefined;

function ask(type: string): Knowledge {
  everybodys ??= seenIn(NOBODYS);
  const { network, byRules } = everybodys;
  const own = seenIn(type);
  const besides = (seen: ReadonlySet<string> | undefined, all: ReadonlySet<string> | undefined) =>
    new Set([...(seen ?? [])].filter((key) => !all?.has(key)));
  return {
    isOfNetwork: besides(own.network, network).size > 0,
    byRules: new Map(HAPPENS.map((action) => [action, besides(own.byRules.get(action), byRules.get(action))])),
  };
}

interface Seen {
  network: ReadonlySet<string>;
  byRules: ReadonlyMap<Action, ReadonlySet<string>>;
}

function seenIn(type: string): Seen {
  const network = new Set<string>();
  const byRules = new Map<Action, ReadonlySet<string>>();
  for (const action of HAPPENS) {
    const notes = { of: network };
    const change = changeOf(type, action, notes);
    const [before, after] = [modelOf(type, change.before), modelOf(type, change.after)];
    const comparison = compare({ before, after, changes: [change], question: {} });
    void comparison.egress;
    comparison.servicesOn(change);
    for (const { topology } of [comparison.before, comparison.after]) if (isPartOf(topology)) network.add(PART);
    const read = new Set<string>();
    notes.of = read;
    for (const rule of CHANGE_RULES) rule.check(change, comparison);
    byRules.set(action, read);
  }
  return { network, byRules };
}

const PART = "(all of it)";

/** Whether the network has taken it up, to look into it when a path needs it. What is only named there is not judged. */
function isPartOf({ resources, otherCallers, ...parts }: Topology): boolean {
  const [asked] = resources;
  if (asked === undefined || otherCallers.includes(asked)) return false;
  const isIt = (item: unknown) => item === asked || field(item, "resource") === (asked as unknown);
  return Object.values(parts).some((part) => Array.isArray(part) && part.some(isIt));
}

/** Who is looking: first the network, then the rules. */
interface Notes {
  of: Set<string>;
}

/** Values that have nothing in them, and note what they are asked for. */
function noting(notes: Notes): Fields {
  const note = (key: string | symbol) => {
    if (typeof key === "string") notes.of.add(key);
  };
  return new Proxy<Fields>(
    {},
    {
      get: (_, key) => note(key),
      has: (_, key) => {
        note(key);
        return false;
      },
      getOwnPropertyDescriptor: (_, key) => {
        note(key);
        return undefined;
      },
    },
  );
}

const ADDRESS = "asked";

function modelOf(type: string, values: Fields | undefined): Model {
  const resource = (values: Fields): Resource => ({
    address: `${type}.${ADDRESS}`,
    type,
    mode: "managed",
    values,
    certain: true,
    dependsOn: [],
    reads: [],
    project: undefined,
    region: undefined,
  });
  return { file: "", kind: "plan", resources: values ? [resource(values)] : [], blindSpots: [] };
}

function changeOf(type: string, action: Action, notes: Notes): Change {
  return {
    address: `${type}.${ADDRESS}`,
    previousAddress: undefined,
    mode: "managed",
    type,
    action,
    actions: action === "replace" ? ["delete", "create"] : [action],
    before: action === "create" ? undefined : noting(notes),
    after: action === "delete" ? undefined : noting(notes),
    afterUnknown: undefined,
    replacePaths: [],
    reason: undefined,
    importing: false,
    importId: undefined,
    deposed: false,
  };
}
