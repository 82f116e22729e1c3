import type { Service } from "../../topology/model";
import { defineChangeRule } from "../define";

export const senderWidened = defineChangeRule({
  id: "SENDER_WIDENED",
  level: "caution",
  title: "A service moves to a connector or an interface that may send more",
  help: "Egress firewall rules select senders by tag and range. The rules that restricted the old connector or interface do not apply to the new one.",
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
            ? "with its new tags its interface may send more than before"
            : `through ${now} it may send more than through ${then}`,
        fix: `give ${then === now ? "the new tags" : now} the egress rules that restricted it before`,
        services: [change.address],
      },
    ];
  },
});
