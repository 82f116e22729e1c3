import { type ApiObject, textAt, thingsAt } from "../../../google/answer";
import { own } from "../../../inputs/blocks";

/** One instance that the state knows, by its address. Nothing that it holds is looked at: it may be a secret. */
export interface Recorded {
  address: string;
  tainted: boolean;
  /** An old object, still to be deleted, beside its replacement. */
  deposed: boolean;
}

export interface RecordedState {
  serial: number;
  lineage: string | undefined;
  instances: Recorded[];
}

/** What a state of Terraform's fourth format knows; else why that cannot be said, as a sentence. */
export function recordedIn(state: ApiObject): RecordedState | string {
  if (own(state, "encrypted_data") !== undefined) return "it is encrypted by OpenTofu, and only that can read it";
  const [version, serial, resources] = ["version", "serial", "resources"].map((key) => own(state, key));
  if (version !== 4) {
    return `it is no state of Terraform's format 4: its version is ${typeof version === "number" ? version : "no number"}`;
  }
  if (typeof serial !== "number" || !Array.isArray(resources))
    return "it has no serial or no resources: it is not whole";
  const found = thingsAt(state, "resources");
  if (found.length < resources.length) return "some of its resources are no objects: it is not whole";
  const instances = found.flatMap(instancesOf);
  if (!instances.every((one) => one !== undefined))
    return "some of its resources have no type, name or instances: it is not whole";
  return { serial, lineage: textAt(state, "lineage"), instances };
}

function instancesOf(resource: ApiObject): (Recorded | undefined)[] {
  const [type, name, mode] = ["type", "name", "mode"].map((key) => textAt(resource, key));
  if (type === undefined || name === undefined || !Array.isArray(own(resource, "instances"))) return [undefined];
  if (mode === "data") return [];
  const module = textAt(resource, "module");
  const address = `${module === undefined ? "" : `${module}.`}${type}.${name}`;
  return thingsAt(resource, "instances").map((instance) => ({
    address: `${address}${keyOf(own(instance, "index_key"))}`,
    tainted: own(instance, "status") === "tainted",
    deposed: textAt(instance, "deposed") !== undefined,
  }));
}

/** An instance of `count` has a number, one of `for_each` a text. */
function keyOf(key: unknown): string {
  if (typeof key === "number") return `[${key}]`;
  return typeof key === "string" ? `[${JSON.stringify(key)}]` : "";
}
