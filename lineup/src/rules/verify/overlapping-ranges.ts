import { overlapMessage, overlapsIn } from "../../topology/ranges-in-use";
import { defineRule, type Reported } from "../define";
import { isOnPath } from "./paths/reported";

/** Overlaps that touch a path are causes there; the others are reported here. */
export const overlappingRanges = defineRule({
  id: "overlapping-ranges",
  title: "Two ranges of one network overlap",
  help: "Google refuses to create the second of them, after the plan was approved. An overlap that touches a declared path is a cause of that path (RANGE_OVERLAP) and is not repeated here.",
  remedy: "Use ranges that do not overlap.",
  severity: "error",
  check: (judgement) =>
    overlapsIn(judgement.topology).flatMap(([first, second]): Reported[] => {
      const fix = "use ranges that do not overlap: Google refuses to create the second";
      const [one, other] = [
        { address: first.address, attribute: first.attribute, message: overlapMessage(first, second) },
        { address: second.address, attribute: second.attribute, message: overlapMessage(second, first) },
      ];
      const isReported = [one, other].some((reported) => isOnPath(judgement, "RANGE_OVERLAP", reported));
      return isReported ? [] : [{ ...other, fix }];
    }),
});
