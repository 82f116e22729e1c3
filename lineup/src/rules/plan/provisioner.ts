import { enumerated } from "../../text/words";
import { definePlanRule } from "../define";
import { changesOf } from "../shared/runs";

export const provisioner = definePlanRule({
  id: "PROVISIONER",
  level: "danger",
  title: "The plan runs a program",
  help: "A provisioner runs when its resource is made, or when it is deleted: on the machine that applies the plan, with its credentials, or on the machine that was made. A plan holds the program, whatever the configuration on main says. Where it does not run in this plan it is a caution. A provisioner of a removed block runs as well and is not in the JSON of a plan: only --config shows it.",
  remedy: "Do without it: have the pipeline run what has to run, where it is reviewed.",
  example: "program-at-apply",
  check: (plan) => {
    const changes = changesOf(plan);
    const ran = plan.code.things.flatMap((thing) => {
      if (thing.provisioners.length === 0) return [];
      const what = programsInWords(thing.provisioners);
      const running = changes(thing).filter(({ action }) => RUNS.includes(action));
      if (running.length === 0) {
        const consequence = `${what} when the resource is made or deleted, which this plan does not do`;
        return [{ address: thing.address, actions: ["no-op"], level: "caution" as const, consequence, fix: FIX }];
      }
      return running.map(({ address, actions, action }) => {
        const when = action === "create" ? "when the resource is made" : "when the resource is made or deleted";
        return { address, actions, consequence: `${what} ${when}`, fix: FIX };
      });
    });
    const invoked = plan.code.invoked.map((address) => ({
      address,
      actions: ["invoke"],
      consequence: "it does what its provider likes, besides the changes that are listed",
      fix: "do without the action",
    }));
    return [...ran, ...invoked];
  },
});

const RUNS = ["create", "replace", "delete", "unknown"];
const FIX = "do without it: have the pipeline run what has to run";

const PROGRAMS: Readonly<Record<string, string>> = {
  "local-exec": "runs a program on the machine that applies the plan",
  "remote-exec": "runs a program on another machine",
  file: "copies files to another machine",
};

function programsInWords(types: readonly string[]): string {
  const words = types.map(
    (type) => (Object.hasOwn(PROGRAMS, type) ? PROGRAMS[type] : undefined) ?? "runs a provisioner",
  );
  return `it ${enumerated([...new Set(words)])}`;
}
