import { assertThat, type ScenarioStep } from "../../steps";
import type { Stage, Transition } from "./stage";

const OF: readonly Transition["of"][] = ["on", "rotated", "off"];
const IS: readonly Transition["is"][] = ["fresh", "adopted"];

/** The table of docs/decisions/0009: how many requests lie between the change of Redis and the last service. */
export function windows(stages: readonly Stage[]): ScenarioStep {
  return {
    title: "the window, in requests from the change of Redis to the last service that is updated",
    run: async () => {
      const all = stages.flatMap(({ transitions }) => transitions);
      const rows = OF.flatMap((of) => IS.map((is) => row(of, is, stages, all)));
      const head = ["AUTH", "Redis and services", ...stages.map(({ tier }) => tier)];
      return ["", ...[head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`)].join("\n");
    },
  };
}

function row(of: Transition["of"], is: Transition["is"], stages: readonly Stage[], all: readonly Transition[]) {
  const cells = stages.map(({ tier }) => {
    const one = all.find((transition) => transition.of === of && transition.is === is && transition.tier === tier);
    assertThat(one !== undefined, `AUTH ${of} of a ${is} ${tier} is measured`);
    return String(one.calls);
  });
  return [of, is, ...cells];
}
