import { programInUse } from "../../../facts/programs";
import type { ConfiguredThing } from "../changes/code";
import type { ChangedPlan } from "../changes/read";
import type { Model, Resource } from "../inputs/model";
import type { Foretold } from "./foretell";

/** The foretold changes as a plan, which the rules of review judge like any other. */
export function foretoldPlan(foretold: readonly Foretold[], stack: Model, live: Model): ChangedPlan {
  const before = asWritten(foretold, live);
  return {
    file: stack.file,
    kind: "normal",
    program: programInUse(),
    errored: false,
    incomplete: false,
    madeAt: undefined,
    code: { things: stack.resources.map(thingOf), providers: [], isShown: true, invoked: [] },
    changes: foretold.map(({ change }) => change),
    drift: [],
    before,
    written: before,
    after: afterwards(foretold, stack, before),
  };
}

function thingOf({ address, type, values }: Resource): ConfiguredThing {
  return { address, type, provisioners: [], sets: Object.keys(values) };
}

/** What exists, under the addresses that are written for it. */
function asWritten(foretold: readonly Foretold[], live: Model): Model {
  const addresses = new Map(
    foretold.flatMap(({ live: one, resource }) => (one ? [[one.address, resource.address]] : [])),
  );
  const renamed = (address: string) => addresses.get(address) ?? address;
  const isRenamed = ({ address, reads }: Resource) =>
    addresses.has(address) || reads.some((read) => addresses.has(read.address));
  // The others stay the objects that they are: what was made of them once holds before and afterwards.
  const resources = live.resources.map((one) =>
    isRenamed(one)
      ? {
          ...one,
          address: renamed(one.address),
          reads: one.reads.map((read) => ({ ...read, address: renamed(read.address) })),
        }
      : one,
  );
  return { ...live, resources };
}

/** What is written, with what the cloud has filled in; and what nobody takes over, which goes on existing. */
function afterwards(foretold: readonly Foretold[], stack: Model, before: Model): Model {
  const stays = new Map(
    foretold.flatMap(({ resource, live, change }) =>
      live && change.action !== "replace" ? [[resource.address, live]] : [],
    ),
  );
  const written = stack.resources.map((resource): Resource => {
    const live = stays.get(resource.address);
    return live ? { ...resource, values: { ...live.values, ...resource.values } } : resource;
  });
  const own = new Set(stack.resources.map(({ address }) => address));
  const others = before.resources.filter(({ address }) => !own.has(address));
  return {
    ...stack,
    resources: [...written, ...others],
    ...(before.missing ? { missing: before.missing } : {}),
    blindSpots: [...stack.blindSpots, ...before.blindSpots],
  };
}
