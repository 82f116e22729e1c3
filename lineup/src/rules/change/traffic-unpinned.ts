import { pinnedSharesOf, type Share } from "../../topology/service-parts";
import { defineChangeRule } from "../define";
import { changingService, named } from "../shared/losses";

export const trafficUnpinned = defineChangeRule({
  id: "TRAFFIC_UNPINNED",
  level: "caution",
  title: "Requests go to another revision than the one that people chose",
  help: "Somebody has rolled back, or split the requests between revisions. The plan takes that away: all of them go where the configuration says.",
  remedy:
    "Find out why the older revision serves, and write the traffic of now into the configuration until that is mended.",
  example: "service-imported-and-unpinned",
  drift: undefined,
  check: (change, comparison) => {
    const kept = changingService(change, comparison);
    if (!kept) return [];
    const [was, is] = [pinnedSharesOf(kept.was.resource), pinnedSharesOf(kept.is.resource)];
    if (!was || !is) return [];
    const lost = was.filter(
      ({ revision, percent }) => !is.some((it) => it.revision === revision && it.percent === percent),
    );
    if (lost.length === 0) return [];
    return [
      {
        because: ["traffic"],
        consequence: `${sharesInWords(lost)}, and no longer afterwards: other revisions take over what people had kept from them`,
        fix: "find out why the older revision serves, and write its traffic into the configuration until that is mended",
        services: [change.address],
      },
    ];
  },
});

function sharesInWords(shares: readonly Share[]): string {
  const percent = shares.reduce((sum, one) => sum + one.percent, 0);
  return `${percent} % of its requests go to ${named(shares.map(({ revision }) => revision))} now`;
}
