import { defineCause } from "../rule-text";

export const rangeOverlap = defineCause({
  id: "RANGE_OVERLAP",
  title: "A range on the path overlaps another one",
  edge: () => "its range overlaps another one",
  help: "Google refuses to create the second of two overlapping ranges in one network.",
  remedy: "Give each a range that nothing else in the network, or in a network peered with it, uses.",
  example: "connector-overlaps-subnet",
});
