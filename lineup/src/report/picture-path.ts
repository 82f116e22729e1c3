import { CAUSES } from "../causes";
import type { Cause, Hop, Path } from "../reachability/path";
import { type Station, stationsOf } from "./hops";
import type { LinkState, Picture, Stretch } from "./picture";

const MOST_REASONS = 3;

/** Where the stations of a path are in the picture. */
export interface Stations {
  picture: Picture;
  service(address: string): string;
  connector(address: string): string | undefined;
  rule(address: string): string;
  target(address: string | null, port: number | null): string;
  /** What is at an address is called; empty where it is about nothing in particular. */
  nameAt(address: string): string;
}

/** Draws a path: service, connector, the firewall rules that decide side by side, Redis. */
export function linkPath(stations: Stations, path: Path): void {
  const { picture } = stations;
  const drawn = stationsOf(path);
  const at = (hop: Hop) => drawn.filter((station) => station.hop === hop);
  const service = stations.service(path.from);
  const target = stations.target(path.to, path.port);

  const entry = at("entry");
  const connector = entry.flatMap(({ address }) => stations.connector(address) ?? [])[0];
  const stretch = (on: readonly Station[]) => stretchTo(on, path, stations);
  const enters = stretch(entry);
  const arrives = stretch([...at("peering"), ...at("target")]);
  const isDirect = connector === undefined && entry.some(({ address }) => address === path.from);

  let [sender, before] = [service, enters];
  if (connector !== undefined) {
    picture.link(service, connector, enters);
    [sender, before] = [connector, beyond(enters)];
  }
  // What no rule is to blame for stops the packet before all of them.
  const placeless = stretch(at("firewall").filter(({ address }) => address === ""));
  const direct = joined({ ...before, labels: [...(isDirect ? ["direct"] : []), ...(before.labels ?? [])] }, placeless);
  const judges = new Set([...path.decidedBy, ...at("firewall").map(({ address }) => address)]);
  judges.delete("");
  if (judges.size === 0) {
    picture.link(sender, target, joined(direct, arrives));
    return;
  }
  for (const address of judges) {
    const judged = joined(direct, stretch(at("firewall").filter((station) => station.address === address)));
    const rule = stations.rule(address);
    picture.link(sender, rule, judged);
    picture.link(rule, target, joined(beyond(judged), arrives));
  }
}

/** How the packet gets to these stations. */
function stretchTo(on: readonly Station[], { verdict }: Path, stations: Stations): Stretch {
  const cuts = on.flatMap(({ cuts }) => cuts);
  if (cuts.length > 0) return { state: "cut", causes: cuts, labels: reasons("cut", cuts, stations) };
  const doubts = verdict === "unknown" ? on.flatMap(({ doubts }) => doubts) : [];
  if (doubts.length === 0) return { state: "open" };
  return { state: "unknown", causes: doubts, labels: reasons("perhaps cut", doubts, stations) };
}

/** "cut: the firewall rule lockdown denies it" */
function reasons(what: string, causes: readonly Cause[], stations: Stations): string[] {
  const said = new Set(causes.map(({ code, address }) => EDGES.get(code)?.(stations.nameAt(address)) ?? code));
  const shown = [...said].slice(0, MOST_REASONS);
  const more = said.size > shown.length ? [`and ${said.size - shown.length} more`] : [];
  return [...shown.map((reason) => `${what}: ${reason}`), ...more];
}

const EDGES = new Map<string, (name: string) => string>(CAUSES.map(({ id, edge }) => [id, edge]));

/** What is left of the way behind a station the packet may not get to. */
function beyond({ state }: Stretch): Stretch {
  return { state: state === "open" ? "open" : "beyond" };
}

/** Two stretches drawn as one arrow: the worse of the two decides. */
function joined(first: Stretch, second: Stretch): Stretch {
  const order: LinkState[] = ["cut", "unknown", "beyond", "open"];
  const state = order.find((one) => one === first.state || one === second.state) ?? "open";
  return {
    state,
    labels: [...(first.labels ?? []), ...(second.labels ?? [])],
    causes: [...(first.causes ?? []), ...(second.causes ?? [])],
  };
}
