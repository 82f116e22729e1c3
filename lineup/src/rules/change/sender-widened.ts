import type { Service } from "../../topology/model";
import { defineChangeRule } from "../define";

export const senderWidened = defineChangeRule({
  id: "SENDER_WIDENED",
  level: "caution",
  title: "A service changes over to where it may send more",
  help: "Egress rules act on tags and ranges of whatever sends. Give the new connector or interface the walls of the old one.",
  remedy: "Give the new tags or the new connector the egress rules that restricted it before.",
  example: "service-leaves-the-wall",
  drift: { tier: "weakens", code: "EGRESS_WIDENED" },
  check: (change, comparison) => {
    const sender = comparison.egress.widened.get(change.address);
    const { was, is } = comparison.services(change);
    if (!sender || !was || !is) return [];
    const name = (address: string, service: Service) => (address === service.address ? "its own interface" : address);
    const [then, now] = [name(sender.was, was), name(sender.is, is)];
    const access = is.accessAttribute.replace(/\.network_interfaces$/, "");
    return [
      {
        because: [is.accessAttribute],
        explains: (attribute) => attribute.startsWith(access) && !attribute.endsWith("egress"),
        consequence:
          then === now
            ? "with other tags its interface may send what it could not send before"
            : `through ${now} it may send what it could not send through ${then}`,
        fix: `give ${then === now ? "the new tags" : now} the egress rules that restricted it before`,
        services: [change.address],
      },
    ];
  },
});
