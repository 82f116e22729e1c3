import type { Resource } from "../../../inputs/model";
import { SERVICE } from "../../../inventory/kinds/run";
import type { Variable } from "../../../topology/model";
import { get, knownText } from "../../../topology/read";
import { containersOf } from "../../../topology/service-parts";
import { service as asService } from "../../../topology/services";
import { isKnown, lastSegment } from "../../../values";
import type { Live } from "../../part";
import { type Running, runningIn } from "../serving";

// What each revision that matters holds in its variables. Values are compared here, and printed nowhere.

export interface Held {
  name: string;
  /** The name of its container; empty where that has none. */
  container: string;
  /** As verify calls it. */
  attribute: string;
  /** Undefined where the project as it was read does not hold it. */
  value: string | undefined;
  secret: { id: string; version: string } | undefined;
}

/** One revision of a service, and what it was given. */
export interface Holding {
  service: Running;
  revision: string;
  /** Whether requests go there. The newest that never became ready matters as well: why did it not? */
  takesRequests: boolean;
  containers: number;
  variables: Held[];
}

export interface HeldBy {
  service: Running;
  found: Holding[];
  /** What could not be looked at, and why. */
  unread: string[];
}

/** Of every service: each revision that takes requests, and the newest one that takes none because it failed. */
export function heldIn(live: Live): HeldBy[] {
  const revisions = live.model.resources.filter(({ type }) => type === "google_cloud_run_v2_revision");
  return runningIn(live).map((service) => {
    const names = new Set([...service.serving, ...(service.failed === undefined ? [] : [service.failed])]);
    const unread = service.serving.length > 0 ? [] : [`which revision of ${service.name} takes requests is not known`];
    const found = [...names].flatMap((revision) => {
      const own = revisions.find((one) => isRevision(one, service, revision));
      const template = own ?? (revision === service.created ? service.resource : undefined);
      if (template) return [holding(service, revision, template)];
      unread.push(`the revision ${revision} of ${service.name} could not be read, so its variables are not known`);
      return [];
    });
    const hidden = found.flatMap(({ variables }) => variables).filter(({ value }) => value === undefined);
    if (hidden.length > 0) unread.push(`the values of ${hidden.length} variables of ${service.name} could not be read`);
    return { service, found, unread };
  });
}

function isRevision(one: Resource, { name, region }: Running, revision: string): boolean {
  const said = [get(one, "name"), get(one, "service"), get(one, "location")].map(knownText);
  return said[0] === revision && said[1] === name && said[2] === region;
}

function holding(service: Running, revision: string, template: Resource): Holding {
  const resource = { ...template, type: SERVICE };
  const containers = containersOf(resource);
  return {
    ...{ service, revision, takesRequests: service.serving.includes(revision), containers: containers?.length ?? 1 },
    variables: asService(resource, true).variables.flatMap((one) =>
      one.name === "" ? [] : [variable(one, containers?.[one.container]?.name ?? "")],
    ),
  };
}

function variable({ name, attribute, value, secret, secretVersion }: Variable, container: string): Held {
  const said = value === undefined ? "" : isKnown(value) ? String(value) : undefined;
  const id = knownText(secret);
  const version = knownText(secretVersion) ?? "latest";
  return {
    ...{ name, attribute, container },
    value: secret === undefined ? said : "",
    secret: id === undefined ? undefined : { id: lastSegment(id), version },
  };
}
