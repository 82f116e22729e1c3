import type { OutOfBandChange } from "../../corpus/recorder/case";
import { OWNER_TOKEN } from "../endpoints";
import type { Sandbox } from "../sandbox";
import type { LoopbackCloud } from "../server/http";
import type { CloudObject } from "../server/store";

/** The cloud that is changed; a sandbox is one. */
export type ChangedCloud = Pick<Sandbox, "cloud" | "callApi">;

/** A cloud that is changed by requests as gcloud makes them. */
export function asGcloud(cloud: LoopbackCloud): ChangedCloud {
  const callApi = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${OWNER_TOKEN}`, "content-type": "application/json" };
    const response = await fetch(`${cloud.url}/${path}`, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path} was refused: ${await response.text()}`);
    return {};
  };
  return { cloud, callApi };
}

export async function applyOutOfBand(changed: ChangedCloud, changes: readonly OutOfBandChange[]): Promise<void> {
  const { store } = changed.cloud.cloud;
  for (const change of changes) {
    if ("method" in change) await changed.callApi(change.method, change.path, change.body);
    else if ("gone" in change) store.remove(mustHold(changed, change.gone).name);
    else setFields(changed, change.object, change.fields);
  }
}

export function setFields(changed: ChangedCloud, name: string, fields: CloudObject): void {
  const object = structuredClone(mustHold(changed, name).thing);
  for (const [path, value] of Object.entries(fields)) setField(object, path.split("."), value);
  changed.cloud.cloud.store.put(name, object);
}

function mustHold({ cloud }: ChangedCloud, name: string): { name: string; thing: CloudObject } {
  const thing = cloud.cloud.store.get(name);
  if (!thing) throw new Error(`the loopback cloud holds no ${name}`);
  return { name, thing };
}

function setField(target: CloudObject, [said = "", ...rest]: string[], value: unknown): void {
  const key = Array.isArray(target) ? placeOf(target, said) : said;
  if (rest.length > 0) {
    target[key] ??= {};
    setField(target[key] as CloudObject, rest, value);
  } else if (value === undefined || value === null) {
    if (Array.isArray(target)) target.splice(Number(key), 1);
    else delete target[key];
  } else target[key] = value;
}

/** `[NAME]`, or a number: of the item that has it, or of one after the last. */
function placeOf(items: CloudObject[], said: string): string {
  const [, name] = /^\[(.+)\]$/.exec(said) ?? [];
  if (name === undefined) return said;
  const found = items.findIndex((item) => item.name === name);
  if (found !== -1) return String(found);
  return String(items.push({ name }) - 1);
}
