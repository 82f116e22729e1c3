import type { Resource } from "../../inputs/model";
import { SERVICE } from "../../inventory/kinds/run";
import { get, items, knownText, number, within } from "../../topology/read";
import { hasPreviousReady } from "../../topology/traffic";
import { lastSegment } from "../../values";
import type { Live } from "../part";

/** A service as it runs, under the names that Cloud Run and the inventory have for it. */
export interface Running {
  address: string;
  name: string;
  region: string;
  resource: Resource;
  /** The revisions that requests go to. */
  serving: string[];
  created: string | undefined;
  /** The newest one, where it never became ready and an older one serves. */
  failed: string | undefined;
}

const NAME = /^[a-z]([a-z0-9-]{0,62}[a-z0-9])?$/;

/** Every service of the project whose name is one: the names become parts of addresses and commands. */
export function runningIn({ model }: Live): Running[] {
  return model.resources.flatMap((resource) => {
    const name = knownText(get(resource, "name"));
    const region = knownText(get(resource, "location"));
    if (resource.type !== SERVICE || name === undefined || region === undefined) return [];
    if (!NAME.test(name) || !NAME.test(region)) return [];
    const [created, ready] = ["latest_created_revision", "latest_ready_revision"].map((key) =>
      revisionAt(resource, key),
    );
    const failed = hasPreviousReady(resource) ? created : undefined;
    return [
      {
        address: resource.address,
        name,
        region,
        resource,
        created,
        serving: servingOf(resource, ready ?? created),
        failed,
      },
    ];
  });
}

function revisionAt(resource: Resource, key: string): string | undefined {
  const said = lastSegment(knownText(get(resource, key)) ?? "");
  return NAME.test(said) ? said : undefined;
}

/** What is asked for by name, and the newest ready one where the newest is asked for, or nothing. */
function servingOf(resource: Resource, newest: string | undefined): string[] {
  const targets = items(get(resource, "traffic"));
  const busy = targets.filter((target) => Number(number(within(target, "percent")) ?? 0) > 0);
  const named = busy.map((target) => lastSegment(knownText(within(target, "revision")) ?? ""));
  const found = targets.length === 0 ? [newest] : named.map((one) => (NAME.test(one) ? one : newest));
  return [...new Set(found)].flatMap((one) => one ?? []);
}

/** The name of a variable, as far as it looks like one. */
export function shownName(name: string): string {
  return /^[A-Za-z_][\w.-]{0,127}$/.test(name) ? name : "a variable whose name is not printed";
}
