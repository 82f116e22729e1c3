import { defineChangeRule } from "../define";
import { lossOf, RESERVED_RANGE } from "../shared/loss";

export const reservedRangeReplaced = defineChangeRule({
  id: "RESERVED_RANGE_REPLACED",
  level: "danger",
  title: "A range of a path is replaced",
  help: "Redis has its address from it. Add another range instead.",
  remedy: "Add another range to the services connection instead.",
  example: "range-shrinks",
  drift: undefined,
  check: (change, comparison) => lossOf(RESERVED_RANGE, "replace", change, comparison),
});
