import { isMoreOpen, opennessOfService } from "../../topology/openness";
import { defineChangeRule } from "../define";
import { callersInWords } from "../shared/let-in";
import { ingressAttribute } from "../shared/services";

export const ingressWidened = defineChangeRule({
  id: "INGRESS_WIDENED",
  level: "caution",
  title: "A service can be called from more places",
  help: "With internal ingress, only sources inside the project's networks can call the service. Once load balancers are allowed, everybody who can reach the load balancer can call it.",
  remedy: "Keep INGRESS_TRAFFIC_INTERNAL_ONLY where only services of the network call it.",
  example: "ingress-behind-load-balancer",
  drift: { tier: "weakens", code: "INGRESS_WIDENED" },
  check: (change, comparison) => {
    const { was, is } = comparison.services(change);
    if (change.action !== "update" || !was || !is) return [];
    const [before, after] = [opennessOfService(was), opennessOfService(is)];
    if (!isMoreOpen(after, before) || after === "internet") return [];
    return [
      {
        because: [ingressAttribute(change)],
        consequence: `requests now reach it from a ${after}, no longer from the network only, and ${callersInWords(is, comparison.after.topology)}`,
        fix: "keep an internal ingress unless a load balancer has to reach it",
        services: [change.address],
      },
    ];
  },
});
