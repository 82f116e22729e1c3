import { ComputeFirewall, type ComputeFirewallConfig } from "@cdktf/provider-google/lib/compute-firewall";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { Port } from "../addressing/port";
import { Range } from "../addressing/range";
import type { Network } from "./network";
import { startAfter } from "./ordering";

/** Where Google's health checkers and load balancers come from. */
const HEALTH_CHECKERS = ["35.191.0.0/16", "130.211.0.0/22"];
const OPEN = 1000;
/** A larger number than any allow rule's, a smaller one than that of the allow-egress Google implies (65535). */
const CLOSED = 65000;

/** A sender in this network: its VMs carry the tag and have addresses in the range. */
export interface FirewallSender {
  tag: string;
  range: Range;
}

export interface FirewallOpening {
  sender: FirewallSender;
  to: Range;
  port: Port;
  reason: string;
}

/**
 * The firewall of a dedicated network. Rules act on the VMs of this network and on nothing else:
 *
 * | rule                                | direction | acts on                                             |
 * |-------------------------------------|-----------|-----------------------------------------------------|
 * | deny-vpc-connector-egress           | egress    | the connector's VMs: nothing leaves                 |
 * | allow-vpc-connector-to-redis-egress | egress    | the connector's VMs: except to Redis                |
 * | allow-egress-...                    | egress    | the connector's VMs: except what allowTo opens      |
 * | allow-external-apis                 | egress    | the connector's VMs: except HTTPS to anywhere       |
 * | allow-internal-vpc-communication    | ingress   | VMs of the network: from the subnet                 |
 * | allow-health-checks                 | ingress   | VMs of the network: from Google's health checkers   |
 * | allow-vpc-connector-to-redis        | ingress   | VMs that answer on Redis's port; there are none     |
 *
 * The last one is what people look for first, so it is here, but an ingress rule can neither open nor close the path to
 * Memorystore: Redis lives in Google's network behind a peering and carries no tags. What opens the path is the egress
 * rule of the same name, and it does something only because the connector is closed below it.
 *
 * On an existing network nothing is created: its firewall rules are managed elsewhere, and nothing is closed there.
 */
export class Firewall extends Construct {
  readonly network: Network;
  readonly rules: ComputeFirewall[] = [];
  private readonly closing = new Map<string, ComputeFirewall>();
  private redis?: string;
  private readonly openings = new Map<string, { rule: ComputeFirewall; reasons: string[] }>();

  constructor(scope: Construct, id: string, { network }: { network: Network }) {
    super(scope, id);
    this.network = network;
    if (!network.subnetRange) return;
    this.rule("internal", {
      name: "allow-internal-vpc-communication",
      description: "VMs of the subnet may call each other.",
      direction: "INGRESS",
      priority: OPEN,
      // Not the whole of 10.0.0.0/8: peered networks have their addresses there too.
      sourceRanges: [network.subnetRange.toString()],
      allow: [{ protocol: "tcp" }, { protocol: "udp" }, { protocol: "icmp" }],
    });
    this.rule("health-checks", {
      name: "allow-health-checks",
      description: "Google's health checkers may reach the web ports of VMs in this network.",
      direction: "INGRESS",
      priority: OPEN,
      sourceRanges: HEALTH_CHECKERS,
      allow: [{ protocol: "tcp", ports: ["80", "443", "8080"] }],
    });
  }

  /** Closes everything the sender may call. Google's own rules for a connector stand at 100 and are not touched. */
  close(sender: FirewallSender): void {
    if (!this.network.isDedicated || this.closing.has(sender.tag)) return;
    const [taken] = this.closing.keys();
    if (taken) {
      throw new Error(
        `${sender.tag}: this network's rules already close ${taken} and their names are fixed - give a second connector a network of its own`,
      );
    }
    const closed = this.rule("closed", {
      name: "deny-vpc-connector-egress",
      description: "Nothing leaves the connector that no sentence in the stack has opened.",
      direction: "EGRESS",
      priority: CLOSED,
      targetTags: [sender.tag],
      destinationRanges: [Range.everywhere.toString()],
      deny: [{ protocol: "all" }],
    });
    this.closing.set(sender.tag, closed);
  }

  /** Opens one range and port. Said twice, it is one rule with both reasons. */
  open({ sender, to, port, reason }: FirewallOpening): ComputeFirewall | undefined {
    const place = `tcp-${port.number}-to-${to.toString().replace(/[./]/g, "-")}`;
    return this.openAs(`egress-${place}`, `allow-egress-${place}`, { sender, to, port, reason });
  }

  /**
   * Opens the path to Redis, by the name the original environment gave it, and writes the ingress twin beside it. That
   * name stands for one place: a second Redis on another port is opened like anything else.
   */
  openRedis({ sender, to, port, reason }: FirewallOpening): ComputeFirewall | undefined {
    const place = `${to} ${port}`;
    this.redis ??= place;
    if (this.redis !== place) return this.open({ sender, to, port, reason });
    if (this.network.isDedicated && !this.openings.has("redis-egress")) {
      this.rule("redis", {
        name: "allow-vpc-connector-to-redis",
        description: "Cannot open or close the path to Memorystore; allow-vpc-connector-to-redis-egress does.",
        direction: "INGRESS",
        priority: OPEN,
        sourceRanges: [sender.range.toString()],
        allow: [{ protocol: "tcp", ports: [String(port.number)] }],
      });
    }
    return this.openAs("redis-egress", "allow-vpc-connector-to-redis-egress", { sender, to, port, reason });
  }

  /** Opens HTTPS to anywhere: private addresses for every service, the internet for those under ALL_TRAFFIC. */
  openExternalApis(sender: FirewallSender): ComputeFirewall | undefined {
    const opening = {
      sender,
      to: Range.everywhere,
      port: Port.tcp(443),
      reason: "HTTPS to anywhere; the internet only under ALL_TRAFFIC",
    };
    return this.openAs("external-apis", "allow-external-apis", opening);
  }

  private openAs(id: string, name: string, { sender, to, port, reason }: FirewallOpening): ComputeFirewall | undefined {
    if (!this.network.isDedicated) return undefined;
    const already = this.openings.get(id);
    if (already) {
      already.reasons.push(reason);
      return already.rule;
    }
    const reasons = [reason];
    const rule = this.rule(id, {
      name,
      description: Lazy.stringValue({ produce: () => [...new Set(reasons)].join("; ") }),
      direction: "EGRESS",
      priority: OPEN,
      targetTags: [sender.tag],
      destinationRanges: [to.toString()],
      allow: [{ protocol: "tcp", ports: [String(port.number)] }],
    });
    this.openings.set(id, { rule, reasons });
    // Open first, close afterwards, and the other way round on destroy: closing first would cut running services off.
    const closed = this.closing.get(sender.tag);
    if (closed) startAfter(closed, rule);
    return rule;
  }

  private rule(id: string, config: Omit<ComputeFirewallConfig, "network" | "logConfig">): ComputeFirewall {
    const rule = new ComputeFirewall(this, id, {
      ...config,
      network: this.network.id,
      logConfig: { metadata: "INCLUDE_ALL_METADATA" },
    });
    this.rules.push(rule);
    return rule;
  }
}
