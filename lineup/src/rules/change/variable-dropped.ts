import { defineChangeRule } from "../define";
import { areVariablesKnown, changingService, droppedSecrets, gone, named } from "../shared/losses";
import { variablesAttribute } from "../shared/services";

export const variableDropped = defineChangeRule({
  id: "VARIABLE_DROPPED",
  level: "caution",
  title: "A service loses variables that it has now",
  help: "The new revision starts without them. What people added by hand, and what an older configuration said, is written nowhere else.",
  remedy: "Write the variables that are needed into the configuration of the service.",
  example: "service-imported-with-losses",
  drift: undefined,
  check: (change, comparison) => {
    const kept = changingService(change, comparison);
    if (!kept || !areVariablesKnown(kept.is)) return [];
    const { was, is } = kept;
    // A secret that goes is said by itself.
    const said = new Set<unknown>(droppedSecrets(kept, comparison));
    const old = was.variables.filter((one) => one.name !== "" && !said.has(one)).map(({ name }) => name);
    const lost = gone(
      old,
      is.variables.map(({ name }) => name),
    );
    if (lost.length === 0) return [];
    return [
      {
        because: [variablesAttribute(was)],
        consequence: `it loses ${lost.length === 1 ? "the variable" : "the variables"} ${named(lost)}: the new revision starts without`,
        fix: "write what is needed into the configuration of the service",
        services: [change.address],
      },
    ];
  },
});
