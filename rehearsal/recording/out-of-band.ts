import type { OutOfBandChange } from "../../corpus/recorder/case";
import type { Sandbox } from "../sandbox";
import type { CloudObject } from "../server/store";

export async function applyOutOfBand(sandbox: Sandbox, changes: readonly OutOfBandChange[]): Promise<void> {
  for (const change of changes) {
    if ("method" in change) await sandbox.callApi(change.method, change.path, change.body);
    else setFields(sandbox, change.object, change.fields);
  }
}

function setFields({ cloud }: Sandbox, name: string, fields: CloudObject): void {
  const { store } = cloud.cloud;
  const object = store.get(name);
  if (!object) throw new Error(`the loopback cloud holds no ${name}`);
  const changed = structuredClone(object);
  for (const [path, value] of Object.entries(fields)) setField(changed, path.split("."), value);
  store.put(name, changed);
}

function setField(target: CloudObject, [key = "", ...rest]: string[], value: unknown): void {
  if (rest.length > 0) {
    target[key] ??= {};
    setField(target[key] as CloudObject, rest, value);
  } else if (value === undefined || value === null) delete target[key];
  else target[key] = value;
}
