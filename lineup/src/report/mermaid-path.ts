import type { Cause, Hop, Path } from "../reachability/path";
import type { Chart, Link } from "./chart";
import { type Station, stationsOf } from "./hops";

/** Where the stations of a path are in the chart. */
export interface Stations {
  chart: Chart;
  service(address: string): string;
  connector(address: string): string | undefined;
  rule(address: string): string;
  target(address: string | null, port: number | null): string;
}

/** Draws a path: service, connector, the firewall rules that decide side by side, Redis. */
export function linkPath(stations: Stations, path: Path): void {
  const { chart } = stations;
  const drawn = stationsOf(path);
  const at = (hop: Hop) => drawn.filter((station) => station.hop === hop);
  const service = stations.service(path.from);
  const target = stations.target(path.to, path.port);

  const entry = at("entry");
  const connector = entry.flatMap(({ address }) => stations.connector(address) ?? [])[0];
  const enters = stateOf(entry, path);
  const arrives = stateOf([...at("peering"), ...at("target")], path);
  const isDirect = connector === undefined && entry.some(({ address }) => address === path.from);

  let [sender, before] = [service, enters];
  if (connector !== undefined) {
    chart.link(service, connector, enters.link, enters.labels);
    [sender, before] = [connector, beyond(enters)];
  }
  const direct = isDirect ? { ...before, labels: ["direct", ...before.labels] } : before;
  const judges = new Set([...path.decidedBy, ...at("firewall").map(({ address }) => address)]);
  judges.delete("");
  if (judges.size === 0) {
    const last = joined(direct, arrives);
    chart.link(sender, target, last.link, last.labels);
    return;
  }
  for (const address of judges) {
    const judged = joined(
      direct,
      stateOf(
        at("firewall").filter((station) => station.address === address),
        path,
      ),
    );
    const rule = stations.rule(address);
    chart.link(sender, rule, judged.link, judged.labels);
    const last = joined(beyond(judged), arrives);
    chart.link(rule, target, last.link, last.labels);
  }
}

interface State {
  link: Link;
  labels: string[];
}

/** How the packet gets to these stations. */
function stateOf(on: readonly Station[], { verdict }: Path): State {
  const cuts = on.flatMap(({ cuts }) => cuts);
  if (cuts.length > 0) return { link: "cut", labels: codes(cuts) };
  const doubts = verdict === "unknown" ? on.flatMap(({ doubts }) => doubts) : [];
  return doubts.length > 0 ? { link: "unknown", labels: codes(doubts) } : { link: "open", labels: [] };
}

function codes(causes: readonly Cause[]): string[] {
  return [...new Set(causes.map(({ code }) => code))];
}

/** What is left of the way behind a station the packet may not get to. */
function beyond({ link }: State): State {
  return { link: link === "open" ? "open" : "beyond", labels: [] };
}

/** Two stretches drawn as one arrow: the worse of the two decides. */
function joined(first: State, second: State): State {
  const order: Link[] = ["cut", "unknown", "beyond", "open"];
  const link = order.find((kind) => kind === first.link || kind === second.link) ?? "open";
  return { link, labels: [...first.labels, ...second.labels] };
}
