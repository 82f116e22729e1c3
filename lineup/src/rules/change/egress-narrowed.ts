import { accessWords } from "../../topology/access-words";
import { isKnown } from "../../values";
import { defineChangeRule } from "../define";
import { changingService } from "../shared/losses";

export const egressNarrowed = defineChangeRule({
  id: "EGRESS_NARROWED",
  level: "caution",
  title: "A service no longer sends all of its traffic into the network",
  help: "With PRIVATE_RANGES_ONLY, and without VPC access, internet traffic leaves from addresses of Google that change. Firewall rules, NAT and its fixed addresses no longer concern it.",
  remedy:
    "Keep ALL_TRAFFIC where somebody outside lets in the address of the NAT only, or where egress is filtered in the network.",
  example: "service-imported-with-narrower-egress",
  drift: undefined,
  check: (change, comparison) => {
    const kept = changingService(change, comparison);
    if (kept?.was.egress !== "ALL_TRAFFIC") return [];
    const { is } = kept;
    if (is.egress === "ALL_TRAFFIC" || (is.egress !== undefined && !isKnown(is.egress))) return [];
    if (is.access.kind === "unresolved") return [];
    return [
      {
        because: [accessWords(is).egress],
        consequence:
          "its internet traffic no longer goes through the network: it leaves from addresses of Google that change, past the NAT and the egress firewall rules",
        fix: "keep ALL_TRAFFIC where somebody outside lets in the address of the NAT only",
        services: [change.address],
      },
    ];
  },
});
