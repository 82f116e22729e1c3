import { CLOUD_SQL, TARGET_TYPES } from "../../../facts/targets";
import { caches } from "../../src/inventory/kinds/caches";

test("the inventory reads every type of cache that a service can be wired to", () => {
  const read = caches.flatMap(({ types }) => types);
  expect([...read].sort()).toEqual(TARGET_TYPES.filter((type) => type !== CLOUD_SQL.type).sort());
});
