import { IntervalSet } from "./intervals";

// Protocol and port as one number: protocol x 65536 + port. A protocol without ports fills its segment.

const SEGMENT = 65536;
export const ALL_TRAFFIC = IntervalSet.of(0, 256 * SEGMENT - 1);
const NUMBERS: Record<string, number> = { icmp: 1, tcp: 6, udp: 17, esp: 50, ah: 51, ipip: 94, sctp: 132 };

/** The traffic of one clause of a firewall rule; undefined where the protocol or a port is not readable. */
export function trafficOf(protocol: string, ports: readonly string[]): IntervalSet | undefined {
  const name = protocol.trim().toLowerCase();
  if (name === "all") return ALL_TRAFFIC;
  const number = /^\d+$/.test(name) ? Number(name) : Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
  if (number === undefined || number > 255) return undefined;
  if (ports.length === 0) return IntervalSet.of(number * SEGMENT, number * SEGMENT + SEGMENT - 1);
  const sets: IntervalSet[] = [];
  for (const text of ports) {
    const [, from, to = from] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(text) ?? [];
    if (from === undefined || to === undefined || Number(to) >= SEGMENT) return undefined;
    sets.push(IntervalSet.of(number * SEGMENT + Number(from), number * SEGMENT + Number(to)));
  }
  return IntervalSet.union(sets);
}

export function tcp(port: number): IntervalSet {
  return IntervalSet.of(6 * SEGMENT + port, 6 * SEGMENT + port);
}

export function tcpPorts({ from, to }: { from: number; to: number }): IntervalSet {
  return IntervalSet.of(6 * SEGMENT + from, 6 * SEGMENT + to);
}

const NAMES = Object.fromEntries(Object.entries(NUMBERS).map(([name, number]) => [number, name]));

/** For messages: one entry for each protocol, its ports merged. */
export function protocolsAndPorts(traffic: IntervalSet): { protocol: string; ports: string }[] {
  if (traffic.contains(ALL_TRAFFIC)) return [{ protocol: "all", ports: "" }];
  const byProtocol = new Map<number, string[]>();
  for (const [from, to] of traffic.intervals) {
    for (let protocol = Math.floor(from / SEGMENT); protocol <= Math.floor(to / SEGMENT); protocol++) {
      const first = Math.max(from - protocol * SEGMENT, 0);
      const last = Math.min(to - protocol * SEGMENT, SEGMENT - 1);
      const ports = byProtocol.get(protocol) ?? [];
      byProtocol.set(protocol, ports);
      if (first > 0 || last < SEGMENT - 1) ports.push(first === last ? String(first) : `${first}-${last}`);
    }
  }
  return [...byProtocol].map(([protocol, ports]) => ({
    protocol: NAMES[protocol] ?? String(protocol),
    ports: ports.join(","),
  }));
}
