import { readPlan } from "../../../corpus/recorder/recording";
import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";

test("a refresh-only plan plans nothing: verify says so, and a plan that changes nothing is judged", () => {
  const verdictOf = (id: string) => judge(readJson(readPlan("review", id), "plan.json"));
  const { verdict, topology } = verdictOf("refresh-only");
  expect(verdict).toBe("unknown");
  expect(topology.blindSpots).toMatchObject([{ text: expect.stringContaining("-refresh-only") }]);
  expect(verdictOf("nothing")).toMatchObject({ verdict: "reachable", topology: { blindSpots: [] } });
});
