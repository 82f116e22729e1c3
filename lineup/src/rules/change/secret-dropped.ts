import { projectOf } from "../../topology/networks";
import { defineChangeRule } from "../define";
import { changingService, droppedSecrets, named } from "../shared/losses";

export const secretDropped = defineChangeRule({
  id: "SECRET_DROPPED",
  level: "caution",
  title: "A service is no longer given a secret",
  help: "The new revision has it neither as a variable nor as a file.",
  remedy: "Give the service the secret in its configuration, or leave it out on purpose.",
  example: "service-imported-with-losses",
  drift: undefined,
  check: (change, comparison) => {
    const kept = changingService(change, comparison);
    const dropped = kept ? droppedSecrets(kept, comparison) : [];
    const [first] = dropped;
    if (!kept || !first) return [];
    const { secrets } = comparison.before.topology;
    const project = projectOf(kept.was.resource);
    const names = [...new Set(dropped.map(({ secret }) => secrets.nameOf(secret, project).id ?? ""))].sort();
    return [
      {
        because: [first.attribute],
        consequence: `it is no longer given ${names.length === 1 ? "the secret" : "the secrets"} ${named(names)}`,
        fix: "give it the secret in its configuration, where it still needs it",
        services: [change.address],
      },
    ];
  },
});
