import { EVALUATED_TARGET, OTHER_TARGETS } from "../../../facts/targets";
import { caches } from "../../src/inventory/kinds/caches";

test("the inventory reads every type of cache that a service can be wired to", () => {
  const read = caches.flatMap(({ types }) => types);
  expect([...read].sort()).toEqual([EVALUATED_TARGET, ...OTHER_TARGETS].sort());
});
