import { defineChangeRule } from "../define";
import { dataLoss, KEEP_TARGET, mustLearnAddress, targetFacts } from "../shared/targets";

export const targetReplaced = defineChangeRule({
  id: "TARGET_REPLACED",
  level: "danger",
  title: "A Redis Cluster, a Valkey instance or a database is replaced",
  help: "The new one is empty and has other addresses. Services use the old address until they are deployed again.",
  remedy: "Take the change back, or export the data and deploy the services again.",
  example: "cluster-renamed",
  drift: undefined,
  check: (change, comparison) => {
    const facts = targetFacts(change);
    if (!facts || change.action !== "replace") return [];
    const { services, level, effect } = dataLoss(change, comparison, mustLearnAddress);
    return [
      {
        level,
        consequence: `${facts.noun} gets other addresses, all data gone; ${effect}`,
        fix: KEEP_TARGET,
        services,
      },
    ];
  },
});
