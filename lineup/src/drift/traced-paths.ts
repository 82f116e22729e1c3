import { factsAt } from "../../../facts/targets";
import { foundationsOf } from "../compare/foundations";
import { pathKeys } from "../compare/path-pairs";
import { Snapshot } from "../compare/snapshot";
import { endpointOf } from "../endpoint";
import { groupedBy } from "../grouping";
import type { Model } from "../inputs/model";
import { type Cause, type Code, type EndNames, endNames, type Path, type PathVerdict } from "../reachability/path";
import { areSameCauses } from "../reachability/probed";
import type { Service, Target, Topology } from "../topology/model";
import { probedServices } from "../topology/probes";
import { isKnown } from "../values";
import { type Judged, judge, type Question } from "../verify";

/** A path in one snapshot. `causes` holds, too, what the comparison says against it: something it stood on is gone. */
export interface Traced {
  from: string;
  to: string | null;
  names: EndNames;
  port: number | null;
  verdict: PathVerdict;
  causes: Cause[];
}

/** The paths as written: what every other snapshot is compared with. */
export interface PathsAsWritten {
  judged: Judged;
  foundations: Map<Path, Set<string>>;
}

export function referenceOf(model: Model, question: Question): PathsAsWritten {
  const judged = everyPath(judge(model, question));
  const snapshot = new Snapshot(judged.topology);
  return { judged, foundations: new Map(judged.paths.map((path) => [path, foundationsOf(path, snapshot)])) };
}

/** What happened to a probe is judged for itself, though its path is that of its service. */
function everyPath(judged: Judged): Judged {
  return { ...judged, paths: [...judged.paths, ...judged.probes] };
}

/** The paths that are reported: those of probes only where they are not, or were not, the paths of their services. */
export function withoutProbes(paths: readonly Traced[], written: Judged, now: Judged): Traced[] {
  const probed = new Map([...probedServices(written.topology), ...probedServices(now.topology)]);
  if (probed.size === 0) return [...paths];
  const apart = new Set([written, now].flatMap(keysOfOthers));
  const byCaller = groupedBy(paths, ({ from }) => from);
  return paths.filter((path) => {
    const service = probed.get(path.from);
    if (service === undefined || apart.has(keyOf(path))) return true;
    return !(byCaller.get(service) ?? []).some((other) => isSameTrace(path, other));
  });
}

const keysOfOthers = ({ paths, probes }: Judged) => paths.filter((path) => !probes.includes(path)).map(keyOf);

function isSameTrace(path: Traced, other: Traced): boolean {
  const { to, port, verdict, causes, from } = path;
  const isSameEnd = to === other.to && port === other.port && verdict === other.verdict;
  return isSameEnd && areSameCauses(causes, from, other.causes, other.from);
}

/** Every path that is declared in this model or was declared as written. */
export function traceAgainst(
  written: PathsAsWritten,
  model: Model,
  question: Question,
): { paths: Traced[]; judged: Judged } {
  const judged = everyPath(judge(model, question));
  const here = new Set(model.resources.map(({ address }) => address));
  const found = byKey(judged.paths);
  const paths = [...byKey(written.judged.paths)].map(([key, was]): Traced => {
    const is = found.get(key);
    found.delete(key);
    const missing = gone(written.foundations.get(was) ?? new Set(), here);
    const lost = [
      ...missing.filter(({ address }) => !isRule(address)),
      ...stale(was, written.judged.topology, judged.topology),
    ];
    const cut = is ? lost : [...lost, ...(lost.length === 0 ? [undeclared(was)] : [])];
    // Without an allow rule a path may be open all the same: that is for the trace to say.
    const rules = is?.causes.some(({ code }) => code === "FIREWALL_RULE")
      ? missing.filter((it) => isRule(it.address))
      : [];
    const causes = is?.verdict === "blocked" ? [...is.causes, ...notAlready([...cut, ...rules], is.causes)] : cut;
    const { from, to } = was;
    const path = { from, to, names: { ...endNames(was), ...endNames(is) }, port: is?.port ?? was.port };
    if (causes.length > 0) return { ...path, verdict: "blocked", causes };
    return { ...path, verdict: is?.verdict ?? "blocked", causes: is?.causes ?? [] };
  });
  const added = [...found.values()].map((path): Traced => {
    const { from, to, port, verdict, causes } = path;
    return { from, to, names: endNames(path), port, verdict, causes };
  });
  // A service that holds an address of no Redis may hold it because its Redis is gone: the path to that Redis says so.
  const blocked = new Set(paths.filter(({ verdict }) => verdict === "blocked").map(({ from }) => from));
  return { paths: [...paths, ...added.filter(({ from, to }) => to !== null || !blocked.has(from))], judged };
}

export function keyOf({ from, to }: { from: string; to: string | null }): string {
  return JSON.stringify([from, to]);
}

function byKey(paths: readonly Path[]): Map<string, Path> {
  const keyFor = pathKeys();
  return new Map(paths.map((path) => [keyFor(path), path]));
}

function notAlready(causes: readonly Cause[], known: readonly Cause[]): Cause[] {
  return causes.filter(({ code, address }) => !known.some((other) => other.code === code && other.address === address));
}

export function isRule(address: string): boolean {
  return /(^|\.)google_compute_firewall\./.test(address);
}

const GONE: [RegExp, Code][] = [
  [/google_vpc_access_connector\./, "VPC_CONNECTOR_NOT_RUNNING"],
  [/google_compute_firewall\./, "FIREWALL_RULE"],
  [/google_(service_networking_connection|compute_network|compute_subnetwork|compute_global_address)\./, "NO_ROUTE"],
];

function gone(foundations: ReadonlySet<string>, here: ReadonlySet<string>): Cause[] {
  return [...foundations]
    .filter((address) => !here.has(address))
    .map((address) => ({
      code:
        factsAt(address)?.codes.notRunning ??
        GONE.find(([type]) => type.test(address))?.[1] ??
        "CLOUD_RUN_REVISION_NOT_READY",
      address,
      attribute: "",
      message: "it was deleted, and the path depends on it",
      fix: "run terraform apply: it creates the resource again",
    }));
}

function undeclared({ from }: Path): Cause {
  return {
    code: "ADDRESS_MISMATCH",
    address: from,
    attribute: "",
    message: "the service no longer holds the address of its Redis",
    fix: "run terraform apply: it sets what the configuration says",
  };
}

/** What the service was given as the address of its Redis, and is no longer. Compared by value: a name may say anything. */
function stale(path: Path, was: Topology, is: Topology): Cause[] {
  const [before, after] = [was, is].map((topology) => endsOf(path, topology));
  if (!before || !after) return [];
  // Where the address of Redis is unknown, no address can be said to be another one.
  if (typeof after.target.host !== "string") return movedPort(before.target, after);
  const held = new Map(after.service.variables.map((variable) => [variable.attribute, hostIn(variable)]));
  const moved = before.service.variables
    .filter((variable) => isOf(hostIn(variable), before.target))
    .filter(({ attribute }) => !isOf(held.get(attribute), after.target))
    .map(({ attribute, name }): Cause => {
      const now = held.get(attribute);
      const isGone = !after.service.variables.some((one) => one.attribute === attribute);
      const message = now === undefined && isGone ? `${name} is gone` : `${name} is no longer the address of Redis`;
      return mismatch("ADDRESS_MISMATCH", after.service, attribute, message);
    });
  return [...moved, ...movedPort(before.target, after)];
}

/** A service that does not read the port goes on calling the old one. */
function movedPort(before: Target, { service, target }: Ends): Cause[] {
  if (!isKnown(before.port) || !isKnown(target.port) || before.port === target.port) return [];
  const port = String(target.port);
  if (service.variables.some(({ value }) => typeof value === "string" && value.includes(port))) return [];
  const message = `Redis moved from port ${before.port} to ${target.port}, and no variable of the service holds the new port`;
  return [mismatch("REDIS_INSTANCE_UNSUPPORTED_PORT", service, "", message)];
}

interface Ends {
  service: Service;
  target: Target;
}

function endsOf({ from, to }: Path, { services, targets }: Topology): Ends | undefined {
  const service = services.find(({ address }) => address === from);
  const target = targets.find(({ address }) => address === to);
  return service && target ? { service, target } : undefined;
}

function hostIn({ value, secretValue }: Service["variables"][number]): string | undefined {
  const text = value ?? secretValue;
  return typeof text === "string" ? endpointOf(text).host : undefined;
}

function isOf(host: string | undefined, { host: own, readEndpoint }: Target): boolean {
  return host !== undefined && (host === own || host === readEndpoint);
}

function mismatch(code: Code, { address }: Service, attribute: string, message: string): Cause {
  return {
    code,
    address,
    attribute,
    message,
    fix: "run terraform apply: it gives the service the current value of Redis",
  };
}
