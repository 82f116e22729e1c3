import { listOf, textOf } from "../server/kind";
import type { CloudObject } from "../server/store";
import { holds, rangesIn } from "./addresses";

// One rule of Google's as lines of nft. Nothing that somebody wrote in the cloud reaches nft but ranges, numbers of
// protocols and ports that were read, and a name in plain letters.

/** The packets that a rule speaks of. No ranges at all: all addresses. */
interface Spoken {
  destinations: readonly unknown[];
  sources: readonly unknown[];
  /** Protocols with their ports. */
  layer4: readonly CloudObject[];
  /** Which field of them holds the protocol: the two kinds of rules write it differently. */
  protocol: "IPProtocol" | "ipProtocol";
}

export type Verdict = "accept" | "drop" | "return";

/** https://www.iana.org/assignments/protocol-numbers */
const NUMBERS: Record<string, number> = { icmp: 1, ipip: 4, tcp: 6, udp: 17, esp: 50, ah: 51, sctp: 132 };
const WITH_PORTS = [6, 17, 132];

/** The lines that say the verdict of these packets; none where no packet of IPv4 is among them. */
export function linesOf({ destinations, sources, layer4, protocol }: Spoken, verdict: Verdict, name: string): string[] {
  const [to, from] = [matching("daddr", destinations), matching("saddr", sources)];
  if (to === undefined || from === undefined) return [];
  // Names of Google's are these letters; of anything else nothing must reach nft.
  const comment = name.replace(/[^A-Za-z0-9-]/g, "").slice(0, 63);
  return layer4.flatMap((one) => {
    const what = protocolAndPorts(one, protocol);
    return what === undefined ? [] : [`${from}${to}${what}counter ${verdict} comment "${comment}"`];
  });
}

function matching(side: "daddr" | "saddr", said: readonly unknown[]): string | undefined {
  if (said.length === 0) return "";
  const ranges = rangesIn(said);
  return ranges.length === 0 ? undefined : `ip ${side} { ${merged(ranges)} } `;
}

/** As nft takes them; undefined for what is no protocol. */
function protocolAndPorts(spoken: CloudObject, key: string): string | undefined {
  const said = (textOf(spoken, key) ?? "").toLowerCase();
  if (said === "all") return "";
  const number = NUMBERS[said] ?? (/^\d{1,3}$/.test(said) ? Number(said) : undefined);
  if (number === undefined || number > 255) return undefined;
  const ports = listOf(spoken, "ports").map(String);
  const plain = ports.filter((one) => /^\d{1,5}(-\d{1,5})?$/.test(one));
  if (ports.length > 0 && plain.length === 0) return undefined;
  if (plain.length === 0 || !WITH_PORTS.includes(number)) return `meta l4proto ${number} `;
  // Spans may overlap, which a set of nft may not.
  return `meta l4proto ${number} th dport { ${spansOf(plain).join(", ")} } `;
}

function spansOf(ports: readonly string[]): string[] {
  const spans = ports
    .map((text) => text.split("-").map(Number))
    .map(([from = 0, to = from]) => ({ from, to: Math.min(to, 65535) }))
    .filter(({ from, to }) => from <= to)
    .sort((one, other) => one.from - other.from);
  const apart: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = apart.at(-1);
    if (last && span.from <= last.to + 1) last.to = Math.max(last.to, span.to);
    else apart.push({ ...span });
  }
  return apart.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`));
}

/** Without those that lie in another one: a set of nft takes each address once. */
function merged(said: readonly string[]): string {
  const ranges = rangesIn([...new Set(said)]).map((text) => ({ text, size: Number(text.split("/")[1]) }));
  const kept: string[] = [];
  for (const { text } of ranges.sort((one, other) => one.size - other.size)) {
    if (!kept.some((outer) => holds(outer, text))) kept.push(text);
  }
  return kept.join(", ");
}
