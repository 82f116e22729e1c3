import { defineChangeRule } from "../define";
import { isRolledBack, keepingWords, pinOf, sharesInWords, trafficChange } from "../shared/traffic";

export const trafficUnpinned = defineChangeRule({
  id: "TRAFFIC_UNPINNED",
  level: "danger",
  title: "Requests go to another revision than the one that people chose",
  help: "Somebody has rolled back, by hand or by a pin, and the plan takes that away: the requests go where the configuration says. Where the newest revision has a part of them already, a release goes on in steps, and it is a caution; so it is where the revision that is named is the newest one.",
  remedy:
    "Find out why the older revision serves. Until that is mended, keep it: npm run rollback writes a pin with its reason and its last day; elsewhere write the revision into traffic.",
  example: "rollback-taken-away",
  drift: undefined,
  check: (change, comparison) => {
    const traffic = trafficChange(change, comparison);
    if (!traffic || traffic.left.length === 0) return [];
    const { was, is, left, begun } = traffic;
    const ended = pinOf(is, comparison);
    const isEnd = ended?.hasEnded && left.some(({ revision }) => revision === ended.pin.revision);
    const then = begun.length > 0 ? `afterwards ${sharesInWords(begun)}` : "afterwards the newest revision has them";
    const rolledBack = isRolledBack(traffic);
    const why = isEnd ? `: its pin has ended on ${ended.pin.until}` : rolledBack ? ": this takes a rollback away" : "";
    return [
      {
        level: rolledBack ? "danger" : "caution",
        because: ["traffic"],
        consequence: `${sharesInWords(left)} now, and ${then}${why}`,
        fix: `${rolledBack ? "find out why the older revision serves" : "nothing, where a release goes on in steps"}; ${keepingWords(was, left, comparison)}`,
        services: [change.address],
      },
    ];
  },
});
