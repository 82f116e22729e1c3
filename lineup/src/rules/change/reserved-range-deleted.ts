import { defineChangeRule } from "../define";
import { lossOf, RESERVED_RANGE } from "../shared/loss";

export const reservedRangeDeleted = defineChangeRule({
  id: "RESERVED_RANGE_DELETED",
  level: "danger",
  title: "The address range of a Redis is deleted",
  help: "The address of Redis lies in it. While the range is in use the API refuses to delete it, and the apply stops half done.",
  remedy: "Keep the range, and add another one to the services connection.",
  example: "destroyed",
  drift: undefined,
  check: (change, comparison) => lossOf(RESERVED_RANGE, "delete", change, comparison),
});
