import type { Deed } from "../../corpus/recorder/case";
import type { Thing } from "../server/store";
import type { World } from "../world";

export async function doByHand(world: World, deeds: readonly Deed[]): Promise<void> {
  for (const deed of deeds) {
    if ("method" in deed) await world.byHand(deed.method, deed.path, deed.body);
    else happens(world, deed.happensTo, deed.becomes);
  }
}

/** What no API does on request: an address that moves, a state that turns to ERROR. */
function happens({ cloud }: World, name: string, becomes: Thing): void {
  const { store } = cloud.cloud;
  const thing = store.get(name);
  if (!thing) throw new Error(`the cloud holds no ${name}`);
  const draft = structuredClone(thing);
  for (const [path, value] of Object.entries(becomes)) write(draft, path.split("."), value);
  store.put(name, draft);
}

function write(target: Thing, [key = "", ...rest]: string[], value: unknown): void {
  if (rest.length > 0) {
    target[key] ??= {};
    write(target[key] as Thing, rest, value);
  } else if (value === undefined || value === null) delete target[key];
  else target[key] = value;
}
