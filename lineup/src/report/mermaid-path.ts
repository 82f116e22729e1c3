import { CAUSES } from "../causes";
import type { Cause, Hop, Path } from "../reachability/path";
import type { Chart, Link } from "./chart";
import { type Station, stationsOf } from "./hops";
import { wrap } from "./layout";

/** In columns: an arrow has no room for more. */
const LABEL_WIDTH = 34;
const MOST_REASONS = 3;

/** Where the stations of a path are in the chart. */
export interface Stations {
  chart: Chart;
  service(address: string): string;
  connector(address: string): string | undefined;
  rule(address: string): string;
  target(address: string | null, port: number | null): string;
  /** What is at an address is called; empty where it is about nothing in particular. */
  nameAt(address: string): string;
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
  const state = (on: readonly Station[]) => stateOf(on, path, stations);
  const enters = state(entry);
  const arrives = state([...at("peering"), ...at("target")]);
  const isDirect = connector === undefined && entry.some(({ address }) => address === path.from);

  let [sender, before] = [service, enters];
  if (connector !== undefined) {
    chart.link(service, connector, enters.link, enters.labels);
    [sender, before] = [connector, beyond(enters)];
  }
  // What no rule is to blame for stops the packet before all of them.
  const placeless = state(at("firewall").filter(({ address }) => address === ""));
  const direct = joined({ ...before, labels: isDirect ? ["direct", ...before.labels] : before.labels }, placeless);
  const judges = new Set([...path.decidedBy, ...at("firewall").map(({ address }) => address)]);
  judges.delete("");
  if (judges.size === 0) {
    const last = joined(direct, arrives);
    chart.link(sender, target, last.link, last.labels);
    return;
  }
  for (const address of judges) {
    const judged = joined(direct, state(at("firewall").filter((station) => station.address === address)));
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
function stateOf(on: readonly Station[], { verdict }: Path, stations: Stations): State {
  const cuts = on.flatMap(({ cuts }) => cuts);
  if (cuts.length > 0) return { link: "cut", labels: reasons("cut", cuts, stations) };
  const doubts = verdict === "unknown" ? on.flatMap(({ doubts }) => doubts) : [];
  if (doubts.length === 0) return { link: "open", labels: [] };
  return { link: "unknown", labels: reasons("perhaps cut", doubts, stations) };
}

/** "cut: the firewall rule lockdown denies it", in short lines. */
function reasons(what: string, causes: readonly Cause[], stations: Stations): string[] {
  const said = new Set(causes.map(({ code, address }) => EDGES.get(code)?.(stations.nameAt(address)) ?? code));
  const shown = [...said].slice(0, MOST_REASONS);
  const more = said.size > shown.length ? [`and ${said.size - shown.length} more`] : [];
  return [...shown.map((reason) => `${what}: ${reason}`), ...more].flatMap((text) => wrap(text, "", LABEL_WIDTH));
}

const EDGES = new Map<string, (name: string) => string>(CAUSES.map(({ id, edge }) => [id, edge]));

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
