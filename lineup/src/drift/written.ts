import type { ChangedPlan } from "../changes/read";
import type { Model } from "../inputs/model";
import { withoutKey } from "../values";

/**
 * The written world with what is known of the things that are gone. A state no longer says what they were made from;
 * their configuration does, as long as it holds them.
 */
export function writtenWorld({ written, before, after }: ChangedPlan): Model {
  const here = new Set(before.resources.map(({ address }) => address));
  if (written.resources.every(({ address }) => here.has(address))) return written;
  const reads = readsIn(after);
  return {
    ...written,
    resources: written.resources.map((resource) =>
      here.has(resource.address) ? resource : { ...resource, dependsOn: ingredientsOf(resource.address, reads) },
    ),
  };
}

type Reads = Map<string, string[]>;

function readsIn({ resources }: Model): Reads {
  const reads: Reads = new Map();
  for (const resource of resources) {
    const direct = [...resource.reads.map(({ address }) => address), ...resource.dependsOn].map(withoutKey);
    const key = withoutKey(resource.address);
    reads.set(key, [...(reads.get(key) ?? []), ...direct]);
  }
  return reads;
}

/** What it reads, and what that reads, as a state records it. */
function ingredientsOf(address: string, reads: Reads): string[] {
  const found = new Set<string>();
  const pending = [...(reads.get(withoutKey(address)) ?? [])];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    pending.push(...(reads.get(next) ?? []));
  }
  return [...found].sort();
}

/** Whether any configuration reads an attribute; looked up only where something computed has changed. */
export function readingsIn({ after }: ChangedPlan): (address: string, attribute: string) => boolean {
  let known: Set<string> | undefined;
  return (address, attribute) => {
    known ??= new Set(
      after.resources.flatMap(({ reads }) =>
        reads.map((read) => `${withoutKey(read.address)} ${firstKey(read.attribute)}`),
      ),
    );
    return known.has(`${withoutKey(address)} ${firstKey(attribute)}`);
  };
}

function firstKey(attribute: string): string {
  return attribute.split(/[.[]/)[0] ?? "";
}
