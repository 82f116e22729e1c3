import { importIdOf, neverImported } from "../../../../facts/imports";
import { enumerated } from "../../text/words";
import type { LeftThere, Ours } from "./contract";
import { isPrintableId } from "./meanings";
import type { Held } from "./pairs";
import { shown } from "./removed";
import { isSensitive, type OldThing } from "./state";

/** So many are named in a sentence. */
const NAMED = 3;

/** What nobody takes over, each with its three ways. */
export function leftThere(held: readonly Held[], notHeld: readonly Ours[]): LeftThere[] {
  const leaving = new Set(held.filter(({ pairs }) => pairs.length > 0).map(({ thing }) => thing.block));
  return held.flatMap(({ thing, pairs, rest }) => {
    const standsOn = [...new Set(thing.dependsOn)].filter((block) => leaving.has(block) && block !== thing.block);
    if (pairs.length === 0) return [left(thing, standsOn, notHeld)];
    return rest.map(({ member, id }) => memberOf(thing, isSensitiveList(thing) ? undefined : { member, id }));
  });
}

function left(thing: OldThing, standsOn: string[], notHeld: readonly Ours[]): LeftThere {
  const { type, values, project } = thing;
  const id = importIdOf(type, values, project ?? "");
  const like = notHeld.filter((one) => one.type === type).map(({ address }) => address);
  return {
    address: shown(thing),
    type,
    id: id !== undefined && isPrintableId(thing, id) ? id : null,
    why: whyLeft(thing, id),
    like,
    standsOn,
    ways: waysOf(thing, standsOn, like),
  };
}

function whyLeft({ type, isGoogles, isDeposed }: OldThing, id: string | undefined): string | null {
  const never = neverImported(type);
  if (isDeposed) return "an old object that is still to be deleted";
  if (never !== undefined) return `never imported: ${never}`;
  if (!isGoogles) return "no thing of Google's: it exists in that state alone";
  return id === undefined ? "its import id cannot be told from the state: compare it by hand" : null;
}

function waysOf({ type, block, isGoogles, isDeposed }: OldThing, standsOn: string[], like: string[]) {
  if (isDeposed) {
    return {
      keep: "it cannot stay: the next apply of the old root deletes it",
      here: "what has replaced it can be taken here, and this cannot",
      delete: "let the old root delete it, by its own plan, before anything is taken over",
    };
  }
  const isNew = neverImported(type) !== undefined || !isGoogles;
  const anew = neverImported(type) !== undefined ? "the apply here makes a new one" : "declare one here, which is new";
  const unless = like.length === 0 ? "" : `make sure that it is not ${named(like)} of here by another name, then `;
  return {
    keep: `leave its block in the old root, which goes on managing it${withoutReading(standsOn)}`,
    here: isNew
      ? `${anew}; the old root forgets its own by one more removed block, from ${block}`
      : "declare it in the configuration here, and adopt again with --old",
    delete: `${unless}take its block out of the old root once nothing uses it, and read the plan there: it destroys this and nothing else`,
  };
}

function withoutReading(standsOn: readonly string[]): string {
  if (standsOn.length === 0) return "";
  const leave = standsOn.length === 1 ? "leaves" : "leave";
  return `; it depends on ${named(standsOn)}, which ${leave} that root: write out what it reads there, or read it by a data source`;
}

function named(addresses: readonly string[]): string {
  const more = addresses.length - NAMED;
  return enumerated([...addresses.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])]);
}

function isSensitiveList(thing: OldThing): boolean {
  return isSensitive(thing, "members") || isSensitive(thing, "policy_data");
}

/** Another member of a binding that is forgotten. */
function memberOf({ address, type, block }: OldThing, known: { member?: string; id: string } | undefined): LeftThere {
  const list = type.endsWith("policy") ? "policy" : "binding";
  return {
    address,
    type,
    id: known?.id ?? null,
    ...(known?.member === undefined ? {} : { member: known.member }),
    why: `the old ${list} is forgotten as a whole, because it decides about members of here: this one keeps its role, and nobody declares it`,
    like: [],
    standsOn: [],
    ways: {
      keep: `declare it in the old root as a member of its own, in place of ${block}`,
      here: "declare it in the configuration here, and adopt again with --old",
      delete: "take the role away by hand once the old root has forgotten it",
    },
  };
}
