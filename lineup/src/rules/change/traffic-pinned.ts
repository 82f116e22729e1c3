import { compareAttribute } from "../../compare/change-values";
import { plain } from "../../text/plain";
import { pinnedSharesOf } from "../../topology/service-parts";
import { defineChangeRule } from "../define";
import { judgingWords, pinOf, sharesInWords, trafficChange } from "../shared/traffic";

const LONGEST_REASON = 200;

export const trafficPinned = defineChangeRule({
  id: "TRAFFIC_PINNED",
  level: "caution",
  title: "Requests stay on a revision, whatever is deployed",
  help: "The traffic of a service names a revision. Releases and changes of the service make newer ones, and those get no requests. It is a note where the environment says so with a reason and a last day, and where the plan leaves the traffic as it is.",
  remedy:
    "Ask npm run rollback whether that revision reaches the Redis of today, and let it write the pin: it has a last day then. Take the revision out of the traffic once the newest one is mended.",
  example: "rolled-back-by-a-pin",
  drift: undefined,
  check: (change, comparison) => {
    const traffic = trafficChange(change, comparison);
    if (!traffic) return [];
    const { is, begun } = traffic;
    const said = pinOf(is, comparison);
    const until =
      said && !said.hasEnded
        ? ` until ${said.pin.until}: ${plain(said.pin.reason).slice(0, LONGEST_REASON)}`
        : undefined;
    const services = [change.address];
    if (begun.length > 0) {
      const fix = `${judgingWords(is, comparison)}; take the revision out of the traffic once the newest one is mended`;
      const consequence = `${sharesInWords(begun)} afterwards, whatever is deployed${until ?? ", and nothing says until when"}`;
      return [{ level: until === undefined ? "caution" : "note", because: ["traffic"], consequence, fix, services }];
    }
    const kept = pinnedSharesOf(is.resource) ?? [];
    if (kept.length === 0 || compareAttribute(change, "template") === "same") return [];
    const consequence = `${sharesInWords(kept, "stay on")}${until ?? ""}; what this plan changes of it is for the rest, and for the day on which they leave`;
    return [
      {
        level: "note",
        because: ["template"],
        consequence,
        fix: "take the revision out of its traffic where the change is meant for all",
        services,
      },
    ];
  },
});
