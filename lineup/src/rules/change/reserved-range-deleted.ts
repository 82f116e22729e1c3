import { defineChangeRule } from "../define";
import { lossOf, RESERVED_RANGE } from "../shared/loss";

export const reservedRangeDeleted = defineChangeRule({
  id: "RESERVED_RANGE_DELETED",
  level: "danger",
  title: "A range of a path is deleted",
  help: "Redis has its address from it. Add another range instead.",
  remedy: "Add another range to the services connection instead.",
  example: "destroyed",
  drift: undefined,
  check: (change, comparison) => lossOf(RESERVED_RANGE, "delete", change, comparison),
});
