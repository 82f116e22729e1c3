import type { Hop, Path } from "../reachability/path";
import { type Station, stationsOf } from "./hops";
import type { LinkState, Picture, Stretch } from "./picture";

/** Where the stations of a path are in the picture. */
export interface Stations {
  picture: Picture;
  service(address: string): string;
  connector(address: string): string | undefined;
  rule(address: string): string;
  target(address: string | null, port: number | null): string;
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
  const enters = stretchTo(entry, path);
  const arrives = stretchTo([...at("peering"), ...at("target")], path);
  const isDirect = connector === undefined && entry.some(({ address }) => address === path.from);

  let [sender, before] = [service, enters];
  if (connector !== undefined) {
    picture.link(service, connector, enters);
    [sender, before] = [connector, beyond(enters)];
  }
  const direct = isDirect ? { ...before, label: "direct" } : before;
  const judges = new Set([...path.decidedBy, ...at("firewall").map(({ address }) => address)]);
  judges.delete("");
  if (judges.size === 0) {
    picture.link(sender, target, joined(direct, arrives));
    return;
  }
  for (const address of judges) {
    const stretch = stretchTo(
      at("firewall").filter((station) => station.address === address),
      path,
    );
    const judged = joined(direct, stretch);
    const rule = stations.rule(address);
    picture.link(sender, rule, judged);
    picture.link(rule, target, joined(beyond(judged), arrives));
  }
}

/** How the packet gets to these stations. */
function stretchTo(on: readonly Station[], { verdict }: Path): Stretch {
  const cuts = on.flatMap(({ cuts }) => cuts);
  if (cuts.length > 0) return { state: "cut", causes: cuts };
  const doubts = verdict === "unknown" ? on.flatMap(({ doubts }) => doubts) : [];
  return doubts.length > 0 ? { state: "unknown", causes: doubts } : { state: "open" };
}

/** What is left of the way behind a station the packet may not get to. */
function beyond({ state }: Stretch): Stretch {
  return { state: state === "open" ? "open" : "beyond" };
}

/** Two stretches drawn as one arrow: the worse of the two decides. */
function joined(first: Stretch, second: Stretch): Stretch {
  const order: LinkState[] = ["cut", "unknown", "beyond", "open"];
  const state = order.find((one) => one === first.state || one === second.state) ?? "open";
  return { ...first, state, causes: [...(first.causes ?? []), ...(second.causes ?? [])] };
}
