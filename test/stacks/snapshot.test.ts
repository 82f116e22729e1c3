import { literal } from "../../constructs/literal";
import { SCRIPT } from "../../probe/command";
import { allStacks, withoutComments } from "./stacks";

/** What is read is that it is there; its text is read in its file. */
const withoutScript = (json: object) =>
  JSON.parse(JSON.stringify(json), (_, value) => (value === literal(SCRIPT) ? "the text of redis-probe.mjs" : value));

test.each(allStacks)("what ships for %s has been read by somebody", (_, json) => {
  expect(withoutScript(withoutComments(json))).toMatchSnapshot();
});
