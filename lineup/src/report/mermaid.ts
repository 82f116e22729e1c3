import { shortName, targetName } from "../reachability/names";
import type { Path } from "../reachability/path";
import { count } from "../text/words";
import type { Connector, FirewallRule, Service, Target, Topology } from "../topology/model";
import { type NetworkId, networkName } from "../topology/networks";
import type { Maybe } from "../values";
import { Chart } from "./chart";
import { linkPath, type Stations } from "./mermaid-path";
import { KINDS } from "./words";

/** Beyond that nobody follows a line, and Mermaid gives up at 500. */
const MOST_PATHS = 60;
const MOST_LOOSE_ENDS = 60;

/** What is drawn of one input. */
export interface Drawn {
  topology: Topology;
  paths: readonly Path[];
}

/** The networks, what is in them, and every declared path as arrows: red where it is cut, orange where nobody knows. */
export function renderMermaid(judged: readonly Drawn[]): string {
  const chart = new Chart();
  const all = judged.flatMap((one, index) => one.paths.map((path) => ({ path, drawing: index })));
  const order = ["blocked", "unknown", "reachable"];
  const shown = all.sort((a, b) => order.indexOf(a.path.verdict) - order.indexOf(b.path.verdict)).slice(0, MOST_PATHS);
  const drawings = judged.map(({ topology }, index) => new Drawing(chart, topology, judged.length > 1, index));
  for (const { path, drawing } of shown) drawings[drawing]?.path(path);
  for (const [index, drawing] of drawings.entries()) drawing.looseEnds(judged[index]?.paths ?? []);
  if (all.length > shown.length) {
    chart.node("more", "note", [`and ${count(all.length - shown.length, "more path")} that are not drawn`]);
  }
  if (chart.isEmpty) chart.node("nothing", "note", ["nothing to draw: no service, no connector, no Redis"]);
  return chart.toString();
}

/** One input in the chart: which node is which resource, and in which box it stands. */
class Drawing implements Stations {
  private readonly box: string | undefined;

  constructor(
    readonly chart: Chart,
    private readonly topology: Topology,
    isOneOfMany: boolean,
    private readonly index: number,
  ) {
    const { file, kind } = topology;
    this.box = isOneOfMany ? chart.group(this.key("input"), `${file} - ${KINDS[kind]}`) : undefined;
  }

  path(path: Path): void {
    linkPath(this, path);
  }

  /** What is in the network and on no drawn path. */
  looseEnds(paths: readonly Path[]): void {
    const { services, connectors, targets } = this.topology;
    const asked = new Set(paths.map(({ from }) => from));
    const things = [
      ...services.filter(({ address }) => !asked.has(address)).map((service) => () => this.service(service.address)),
      ...connectors.map(
        ({ address }) =>
          () =>
            this.connector(address),
      ),
      ...targets.map(
        ({ address }) =>
          () =>
            this.target(address),
      ),
    ];
    for (const draw of things.slice(0, MOST_LOOSE_ENDS)) draw();
  }

  service(address: string): string {
    const service = find(this.topology.services, address);
    return this.chart.node(this.key(address), "service", [label(service, address), said(service?.region)], this.box);
  }

  connector(address: string): string | undefined {
    const connector: Connector | undefined = find(this.topology.connectors, address);
    if (!connector) return undefined;
    const lines = [label(connector, address), connector.rangeText ?? ""];
    return this.chart.node(this.key(address), "connector", lines, this.network(connector.network, ""));
  }

  rule(address: string): string {
    const rule: FirewallRule | undefined = find(this.topology.rules, address);
    const action = rule && typeof rule.action === "string" ? rule.action : "decides";
    const priority = rule && typeof rule.priority === "number" ? ` at ${rule.priority}` : "";
    const lines = [label(rule, address), `${action}${priority}`];
    return this.chart.node(this.key(address), "rule", lines, this.network(rule?.network, ""));
  }

  target(address: string | null, port: number | null = null): string {
    if (address === null) {
      return this.chart.node(this.key("nobody"), "note", ["an address of no known Redis"], this.box);
    }
    const target: Target | undefined = find(this.topology.targets, address);
    const known = port ?? target?.port;
    const lines = [
      targetName(address, said(target?.name)),
      [said(target?.host), typeof known === "number" ? `tcp ${known}` : ""].join(" "),
    ];
    const group =
      target && this.network(target.network, target.connectMode === "PRIVATE_SERVICE_CONNECT" ? "" : "peered with ");
    return this.chart.node(this.key(address), "target", lines.map(trimmed), group ?? this.box);
  }

  nameAt(address: string): string {
    return address === "" ? "" : label(find(this.topology.rules, address), address);
  }

  private network(id: NetworkId | undefined, prefix: string): string | undefined {
    if (!id) return this.box;
    const identity = id.address ?? `${id.project ?? ""}/${networkName(id)}`;
    return this.chart.group(this.key(`${prefix}network ${identity}`), `${prefix}${networkName(id)}`, this.box);
  }

  private key(thing: string): string {
    return `${this.index} ${thing}`;
  }
}

function find<T extends { address: string }>(things: readonly T[], address: string): T | undefined {
  return things.find((thing) => thing.address === address);
}

function label(thing: Pick<Service, "name"> | undefined, address: string): string {
  return typeof thing?.name === "string" ? thing.name : shortName(address);
}

function said(value: Maybe<string> | undefined): string {
  return typeof value === "string" ? value : "";
}

function trimmed(text: string): string {
  return text.trim();
}
