import type { OutOfBandChange } from "../../corpus/recorder/case";
import type { Thing } from "../server/store";
import type { World } from "../world";

export async function applyOutOfBand(world: World, changes: readonly OutOfBandChange[]): Promise<void> {
  for (const change of changes) {
    if ("method" in change) await world.byHand(change.method, change.path, change.body);
    else setFields(world, change.object, change.fields);
  }
}

function setFields({ cloud }: World, name: string, fields: Thing): void {
  const { store } = cloud.cloud;
  const object = store.get(name);
  if (!object) throw new Error(`the loopback cloud holds no ${name}`);
  const changed = structuredClone(object);
  for (const [path, value] of Object.entries(fields)) setField(changed, path.split("."), value);
  store.put(name, changed);
}

function setField(target: Thing, [key = "", ...rest]: string[], value: unknown): void {
  if (rest.length > 0) {
    target[key] ??= {};
    setField(target[key] as Thing, rest, value);
  } else if (value === undefined || value === null) delete target[key];
  else target[key] = value;
}
