import { allStacks, withoutComments } from "./stacks";

test.each(allStacks)("what ships for %s has been read by somebody", (_, json) => {
  expect(withoutComments(json)).toMatchSnapshot();
});
