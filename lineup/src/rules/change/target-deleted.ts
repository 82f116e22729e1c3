import { defineChangeRule } from "../define";
import { dataLoss, KEEP_TARGET, targetFacts } from "../shared/targets";

export const targetDeleted = defineChangeRule({
  id: "TARGET_DELETED",
  level: "danger",
  title: "A Redis Cluster, a Valkey instance or a database is deleted",
  help: "All of its data is deleted. prevent_destroy, or the deletion protection of the resource, stops the apply.",
  remedy: "Keep it, or export the data first.",
  example: "cluster-deleted",
  drift: undefined,
  check: (change, comparison) => {
    const facts = targetFacts(change);
    if (!facts || change.action !== "delete") return [];
    const { services, level, effect } = dataLoss(change, comparison, (names) => `nothing is left for ${names}`);
    return [
      {
        level,
        consequence: `all data of ${facts.noun} gone; ${effect}`,
        fix: KEEP_TARGET,
        services,
      },
    ];
  },
});
