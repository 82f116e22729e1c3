import { shortName, targetName } from "../reachability/names";
import { endNames, type Hop, type Path, type PathCause, type PathStep } from "../reachability/path";
import { publicStep } from "../reachability/public-path";
import { plain } from "../text/plain";

/** One station of a drawn path, and what stands between it and the station before. */
export interface Station {
  hop: Hop;
  address: string;
  label: string;
  /** What happens to the packet here. */
  text: string;
  /** What decides at the firewall: a rule is called a firewall rule where something is wrong with it. */
  isRule: boolean;
  cuts: PathCause[];
  doubts: PathCause[];
}

export type DrawnPath = Pick<Path, "from" | "to" | "port" | "verdict" | "causes" | "undecided" | "steps">;

/** A path as stations from the caller to its Redis, each cause at the station that it keeps the packet from. */
export function stationsOf(path: DrawnPath): Station[] {
  const stations = path.steps.flatMap((step) =>
    stationOf(step).map((one) => ({ ...one, text: publicStep(step).text })),
  );
  if (stations[0]?.hop !== "caller") stations.unshift(station("caller", path.from, shortName(path.from)));
  const end = publicStep({ kind: "end", address: path.to ?? "", name: undefined, verdict: path.verdict });
  stations.push({ ...station("target", path.to ?? "", targetLabel(path)), text: end.text });
  for (const cause of path.causes) {
    const at = stationFor(cause, path, stations);
    (path.verdict === "blocked" ? at.cuts : at.doubts).push(cause);
  }
  for (const cause of path.undecided) stationFor(cause, path, stations).doubts.push(cause);
  return withoutIdleFirewall(stations).map((one) => ({ ...one, label: plain(one.label) || "(no name)" }));
}

function station(hop: Hop, address: string, label: string, isRule = false): Station {
  return { hop, address, label, text: "", isRule, cuts: [], doubts: [] };
}

const NO_RULE = "no rule in the way";

function stationOf(step: PathStep): Station[] {
  const { address } = step;
  switch (step.kind) {
    case "start":
      return [station("caller", address, step.name ?? shortName(address))];
    case "connector":
      return [station("entry", address, step.name ?? shortName(address))];
    case "interface":
      return [station("entry", address, "interface of its own")];
    case "firewall-rule":
      return [station("firewall", address, `rule ${step.rule ?? shortName(address)}`, true)];
    case "no-firewall-rule":
      return [station("firewall", "", NO_RULE)];
    case "peering":
      return [station("peering", address, `peering of ${step.network}`)];
    case "endpoint":
      return [station("peering", address, `endpoint in ${step.network}`)];
    case "end":
      return [];
  }
}

function targetLabel({ to, port, verdict, steps }: DrawnPath): string {
  if (to === null) return verdict === "blocked" ? "an address that is no Redis's" : "an address that may be a Redis's";
  return `${targetName(to, endNames({ steps }).toName)}${port === null ? "" : ` tcp:${port}`}`;
}

/** Where to mark a cause. What is wrong with the caller keeps the packet from the station after it. */
function stationFor({ hop, address }: PathCause, { verdict }: DrawnPath, stations: Station[]): Station {
  const place = hop === "caller" ? "entry" : hop;
  const there = stations.filter((one) => one.hop === place);
  const exact = there.find((one) => one.address === address);
  if (exact) return exact;
  if (place === "firewall") return inserted(stations, firewallStation(address), there);
  if (place === "entry" && there.length === 0) {
    const label = verdict === "blocked" ? "no way into the network" : "a way into the network";
    return inserted(stations, station("entry", "", label), stations.slice(0, 1));
  }
  return there[0] ?? (stations.at(-1) as Station);
}

function inserted(stations: Station[], added: Station, after: readonly Station[]): Station {
  const last = after.at(-1);
  const entry = stations.findLastIndex(({ hop }) => hop === "caller" || hop === "entry");
  stations.splice((last ? stations.indexOf(last) : entry) + 1, 0, added);
  return added;
}

/** Firewall rules have steps of their own where they decide; what else can stop a packet here is named by its kind. */
function firewallStation(address: string): Station {
  const kind = address.includes("policy_based_route") ? "route" : address.includes("policy") ? "policy" : "rule";
  return station("firewall", address, `${kind} ${shortName(address)}`, kind === "rule");
}

/** That no firewall rule matches the packet is worth a station only where no other stands there. */
function withoutIdleFirewall(stations: Station[]): Station[] {
  const judges = stations.filter(({ hop }) => hop === "firewall").length;
  return stations.filter(({ label, hop, isRule }) => judges < 2 || hop !== "firewall" || isRule || label !== NO_RULE);
}
