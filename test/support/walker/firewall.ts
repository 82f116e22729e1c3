import { Range } from "../../../addressing/range";
import {
  type ConfigurationBlock,
  type ConfigurationJson,
  type Stack,
  textAt,
  valuesAt,
  type WalkedResource,
} from "./stack";

interface SentPacket {
  network: WalkedResource;
  tag: string;
  from: Range;
  to: Range;
  port: number;
}

/**
 * The egress rule that stops the packet, if any. Deliberately simple - whole ranges only, no partial cover - since it
 * only has to prove what this app synthesizes: a rule it cannot read counts against the path.
 */
export function stoppedBy(stack: Stack, packet: SentPacket): WalkedResource | undefined {
  const acting = stack
    .ofType("google_compute_firewall")
    .filter((rule) => textAt(rule, "direction") === "EGRESS" && textAt(rule, "disabled") !== "true")
    .filter((rule) => stack.resolve(valuesAt(rule.body, "network")[0])?.resource === packet.network)
    .filter((rule) => targets(rule, packet.tag))
    .sort((a, b) => priority(a) - priority(b) || verdictOrder(a) - verdictOrder(b));
  for (const rule of acting) {
    if (isDeny(rule) ? touches(rule, packet) : covers(rule, packet)) return isDeny(rule) ? rule : undefined;
  }
  return undefined; // Google lets everything out that no rule denies.
}

export function isDeny(rule: WalkedResource): boolean {
  return valuesAt(rule.body, "deny").length > 0;
}

/** At the same priority deny beats allow. */
function verdictOrder(rule: WalkedResource): number {
  return isDeny(rule) ? 0 : 1;
}

function priority(rule: WalkedResource): number {
  return Number(textAt(rule, "priority") ?? 1000);
}

function targets(rule: WalkedResource, tag: string): boolean {
  const tags = valuesAt(rule.body, "target_tags");
  return tags.length === 0 || tags.includes(tag) || tags.includes("vpc-connector");
}

function covers(rule: WalkedResource, { from, to, port }: SentPacket): boolean {
  return (
    // Whether a rule for service accounts matches a connector's VMs is not documented.
    valuesAt(rule.body, "target_service_accounts").length === 0 &&
    rangesOf(rule, "source_ranges").some((range) => range?.contains(from)) &&
    rangesOf(rule, "destination_ranges").some((range) => range?.contains(to)) &&
    speaksOf(valuesAt(rule.body, "allow"), port)
  );
}

function touches(rule: WalkedResource, { from, to, port }: SentPacket): boolean {
  const clauses = valuesAt(rule.body, "deny");
  return (
    rangesOf(rule, "source_ranges").some((range) => !range || range.overlaps(from)) &&
    rangesOf(rule, "destination_ranges").some((range) => !range || range.overlaps(to)) &&
    (speaksOf(clauses, port) || JSON.stringify(clauses).includes("${"))
  );
}

function rangesOf(rule: WalkedResource, attribute: "source_ranges" | "destination_ranges"): (Range | undefined)[] {
  const written = valuesAt(rule.body, attribute);
  return written.length === 0 ? [Range.everywhere] : written.map(readable);
}

export function readable(value: ConfigurationJson | undefined): Range | undefined {
  try {
    return Range.parse(String(value));
  } catch {
    return undefined;
  }
}

function speaksOf(clauses: ConfigurationJson[], port: number): boolean {
  return clauses.some((clause) => {
    const { protocol, ports } = clause as ConfigurationBlock;
    if (!["tcp", "6", "all"].includes(String(protocol).toLowerCase())) return false;
    return !Array.isArray(ports) || ports.length === 0 || ports.some((entry) => holds(String(entry), port));
  });
}

function holds(entry: string, port: number): boolean {
  const [from, to = from] = entry.split("-").map(Number);
  return from !== undefined && to !== undefined && from <= port && port <= to;
}
