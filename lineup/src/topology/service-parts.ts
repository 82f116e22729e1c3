import type { Resource } from "../inputs/model";
import { isFields, lastSegment, Unresolved, type Value } from "../values";
import { get, items, knownText, list, number, text, unlessComputed, within } from "./read";
import { specOf } from "./services";
import { isNewest } from "./traffic";

// What a caller has besides its way to a Redis. Undefined is what this input does not know in full.

export interface Container {
  name: string | undefined;
  /** Without its tag. */
  image: string | undefined;
  /** The one that takes the requests: it has a port, or it is the first. */
  isMain: boolean;
}

export function containersOf(resource: Resource): Container[] | undefined {
  const found = wholeList(within(specOf(resource).spec, "containers"));
  const main = found?.find((one) => items(within(one, "ports")).length > 0) ?? found?.[0];
  return found?.map((one) => ({
    name: knownText(within(one, "name")),
    image: knownText(within(one, "image"))?.replace(/(@sha256:.*|:[^/]*)$/, ""),
    isMain: one === main,
  }));
}

export interface Mount {
  volume: string | undefined;
  path: string;
}

/** Where its containers find the files of which volume. */
export function mountsOf(resource: Resource): Mount[] | undefined {
  const containers = wholeList(within(specOf(resource).spec, "containers"));
  const mounts = containers?.map((one) => wholeList(within(one, "volume_mounts")));
  if (mounts === undefined || !mounts.every((one) => one !== undefined)) return undefined;
  const found = mounts.flat().map((one) => ({
    volume: knownText(within(one, "name")),
    path: knownText(within(one, "mount_path")),
  }));
  return found.every((one): one is Mount => one.path !== undefined) ? found : undefined;
}

/** Names of annotations, of the service and of its template; the provider keeps those that are not written in force. */
export function annotationsOf(resource: Resource): string[] | undefined {
  const own = get(resource, "effective_annotations") ?? get(resource, "annotations");
  const metadata = get(resource, "metadata");
  const first = within(metadata, "effective_annotations") ?? within(metadata, "annotations");
  const { template } = specOf(resource);
  const its = [within(template, "annotations"), within(within(template, "metadata"), "annotations")];
  const all = [own, first, ...its].map(unlessComputed);
  if (all.some((one) => one instanceof Unresolved)) return undefined;
  return all.flatMap((one) => (isFields(one) ? Object.keys(one) : []));
}

export interface Share {
  revision: string;
  percent: number;
}

/** Which revisions take a part of its requests though they are not the newest. */
export function pinnedSharesOf(resource: Resource): Share[] | undefined {
  const targets = wholeList(get(resource, "traffic") ?? get(resource, "instance_splits"));
  return targets?.flatMap((target) => {
    const revision = text(within(target, "revision")) ?? text(within(target, "revision_name"));
    const percent = number(unlessComputed(within(target, "percent")));
    if (typeof revision !== "string" || typeof percent !== "number" || percent <= 0) return [];
    return isNewest(target, revision) ? [] : [{ revision: lastSegment(revision), percent }];
  });
}

function wholeList(value: Value | undefined): Value[] | undefined {
  const found = list(unlessComputed(value));
  return found instanceof Unresolved || found.some((one) => one instanceof Unresolved) ? undefined : found;
}
