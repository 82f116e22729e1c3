import { groupedBy } from "../grouping";
import { shortName, targetName } from "../reachability/names";
import type { Path } from "../reachability/path";
import { count } from "../text/words";
import type { Connector, FirewallRule, Service, Target, Topology } from "../topology/model";
import { type NetworkId, networkName } from "../topology/networks";
import type { Maybe } from "../values";
import { Picture, type Shape } from "./picture";
import { linkPath, type Stations } from "./picture-path";
import { KINDS } from "./words";

/** What is drawn of one input, or of one time of it. */
export interface Drawn {
  topology: Topology;
  /** By their numbers: at one of two times a path may not be there. */
  paths: readonly (Path | undefined)[];
  /** Of callers that are not drawn, as another one's path stands for theirs. */
  probes?: readonly Path[];
}

/** How much is drawn; the rest is said in words. */
interface Most {
  paths: number;
  /** Callers beside each other whose paths differ in nothing else. */
  alike: number;
  looseEnds: number;
}

/** Drawn as one: the first, and the numbers of all. */
interface Stroke {
  path: Path;
  numbers: number[];
  drawing: number;
}

/** The networks, what is in them, and every path. What is cut is drawn first. */
export function pictureOf(judged: readonly Drawn[], most: Most): Picture {
  const picture = new Picture();
  const strokes = judged.flatMap(({ paths }, drawing) => strokesOf(paths, drawing, most.alike));
  const order = ["blocked", "unknown", "reachable"];
  strokes.sort((a, b) => order.indexOf(a.path.verdict) - order.indexOf(b.path.verdict));
  const drawings = judged.map(({ topology }, index) => new Drawing(picture, topology, judged.length > 1, index));
  for (const stroke of strokes.slice(0, most.paths)) drawings[stroke.drawing]?.stroke(stroke);
  picture.onPaths([]);
  for (const [index, drawing] of drawings.entries()) {
    const { paths = [], probes = [] } = judged[index] ?? {};
    drawing.looseEnds([...paths, ...probes], most.looseEnds);
  }
  const left = strokes.slice(most.paths).reduce((sum, { numbers }) => sum + numbers.length, 0);
  if (left > 0) picture.node("more", "note", [`and ${count(left, "more path")} that are not drawn`]);
  if (picture.nodes.size === 0) {
    picture.node("nothing", "note", ["nothing to draw: no service, no connector, no Redis"]);
  }
  return picture;
}

/** Paths that differ in their callers alone: some of them one by one, the rest as one. */
function strokesOf(paths: readonly (Path | undefined)[], drawing: number, alike: number): Stroke[] {
  const there = paths.flatMap((path, number) => (path ? [{ path, number }] : []));
  const single = (one: (typeof there)[number]): Stroke => ({ path: one.path, numbers: [one.number], drawing });
  if (alike === Number.POSITIVE_INFINITY) return there.map(single);
  return [...groupedBy(there, ({ path }) => wayOf(path)).values()].flatMap((same) => {
    const [first, ...others] = same.slice(alike);
    if (first === undefined || others.length === 0) return same.map(single);
    const rest = { path: first.path, numbers: [first, ...others].map(({ number }) => number), drawing };
    return [...same.slice(0, alike).map(single), rest];
  });
}

/** What is seen of a path besides its caller. */
function wayOf({ from, to, port, verdict, causes, steps, decidedBy }: Path): string {
  const own = (address: string) => (address === from ? "" : address);
  return JSON.stringify([
    to,
    port,
    verdict,
    causes.map(({ code, hop, address }) => [code, hop, own(address)]),
    steps.map(({ kind, address }) => (kind === "start" ? "" : [kind, own(address)])),
    decidedBy,
  ]);
}

/** One input in the picture: which node is which resource, and in which box it stands. */
class Drawing implements Stations {
  private readonly frame: string | undefined;
  /** Where several callers are drawn as one: how many. */
  private callers = 1;

  constructor(
    readonly picture: Picture,
    private readonly topology: Topology,
    isOneOfMany: boolean,
    private readonly index: number,
  ) {
    const { file, kind } = topology;
    this.frame = isOneOfMany ? picture.box(this.key("input"), `${file} - ${KINDS[kind]}`) : undefined;
  }

  stroke({ path, numbers }: Stroke): void {
    this.callers = numbers.length;
    this.picture.onPaths(numbers);
    linkPath(this, path);
    this.callers = 1;
  }

  /** What is in the network and on no drawn path. */
  looseEnds(paths: readonly (Path | undefined)[], most: number): void {
    const { services, connectors, targets } = this.topology;
    const asked = new Set(paths.map((path) => path?.from));
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
    for (const draw of things.slice(0, most)) draw();
  }

  service(address: string): string {
    if (this.callers > 1) {
      const lines = [`and ${this.callers} more`, "on the same way"];
      return this.picture.node(this.key(`the like of ${address}`), "service", lines, this.frame);
    }
    const service = find(this.topology.services, address);
    return this.node(address, "service", [label(service, address), said(service?.region)], this.frame);
  }

  connector(address: string): string | undefined {
    const connector: Connector | undefined = find(this.topology.connectors, address);
    if (!connector) return undefined;
    const lines = [label(connector, address), connector.rangeText ?? ""];
    return this.node(address, "connector", lines, this.network(connector.network, ""));
  }

  rule(address: string): string {
    const rule: FirewallRule | undefined = find(this.topology.rules, address);
    const action = rule && typeof rule.action === "string" ? rule.action : "decides";
    const priority = rule && typeof rule.priority === "number" ? ` at ${rule.priority}` : "";
    const lines = [label(rule, address), `${action}${priority}`];
    return this.node(address, "rule", lines, this.network(rule?.network, ""));
  }

  target(address: string | null, port: number | null = null): string {
    if (address === null) {
      return this.picture.node(this.key("nobody"), "target", ["an address of no known Redis"], this.frame);
    }
    const target: Target | undefined = find(this.topology.targets, address);
    const known = port ?? target?.port;
    const lines = [
      targetName(address, said(target?.name)),
      [said(target?.host), typeof known === "number" ? `tcp ${known}` : ""].join(" "),
    ];
    const group =
      target && this.network(target.network, target.connectMode === "PRIVATE_SERVICE_CONNECT" ? "" : "peered with ");
    return this.node(address, "target", lines.map(trimmed), group ?? this.frame);
  }

  nameAt(address: string): string {
    return address === "" ? "" : label(find(this.topology.rules, address), address);
  }

  private node(address: string, shape: Shape, lines: readonly string[], box: string | undefined): string {
    return this.picture.node(this.key(address), shape, lines, box, address);
  }

  private network(id: NetworkId | undefined, prefix: string): string | undefined {
    if (!id) return this.frame;
    const identity = id.address ?? `${id.project ?? ""}/${networkName(id)}`;
    return this.picture.box(this.key(`${prefix}network ${identity}`), `${prefix}${networkName(id)}`, this.frame);
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
