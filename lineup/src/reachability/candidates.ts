import { once } from "../once";
import type { Service, Topology } from "../topology/model";
import { type Reference, Unresolved, type Value, withoutKey } from "../values";
import type { Path, PathCause } from "./path";

/** A setting that may hold one of several targets, and nothing says which. */
interface Choice {
  name: string;
  attribute: string;
  targets: readonly string[];
}

/**
 * The paths of a service, where a value may be one of several targets: that one of them is out of reach says nothing
 * about the service, unless all of them are.
 */
export function withoutFalseBlocks(paths: readonly Path[], topology: Topology): Path[] {
  const services = new Map(topology.services.map((service) => [service.address, service]));
  const blocked = new Set(paths.filter(({ verdict }) => verdict === "blocked").map(({ from, to }) => key(from, to)));
  const choicesFor = once((service: Service) => choicesOf(service, topology));
  return paths.map((path) => {
    const service = path.verdict === "blocked" ? services.get(path.from) : undefined;
    const { to } = path;
    if (!service || to === null) return path;
    const { choices, certain } = choicesFor(service);
    const choice = choices.find(({ targets }) => targets.includes(to));
    if (!choice || certain.has(to)) return path;
    return choice.targets.every((target) => blocked.has(key(path.from, target))) ? path : undecided(path, to, choice);
  });
}

function undecided(path: Path, to: string, { name, attribute, targets }: Choice): Path {
  const [first] = path.causes;
  const cause: PathCause = {
    code: "UNRESOLVED_REFERENCE",
    address: path.from,
    attribute,
    message: `${name} is one of ${targets.slice(0, 3).join(", ")}, and this input does not say which; ${to} would be out of reach${first ? `: ${first.message}` : ""}`,
    fix: "say which one it is without a choice, or judge with --config",
    hop: "target",
  };
  const steps = path.steps.map((step) => (step.kind === "end" ? { ...step, verdict: "unknown" as const } : step));
  return { ...path, verdict: "unknown", causes: [cause, ...path.undecided], undecided: [], steps };
}

function choicesOf(service: Service, topology: Topology): { choices: Choice[]; certain: Set<string> } {
  const choices: Choice[] = [];
  const certain = new Set<string>();
  for (const { name, attribute, value, secretValue } of service.variables) {
    for (const one of [value, secretValue]) {
      const targets = targetsIn(one, topology);
      if (name !== "" && targets.length > 1 && isChoice(one)) choices.push({ name, attribute, targets });
      else for (const target of targets) certain.add(target);
    }
  }
  return { choices, certain };
}

/** Text that is put together holds each of its parts. */
function isChoice(value: Value | undefined): boolean {
  return value instanceof Unresolved && value.soleReference === undefined && value.parts === undefined;
}

function targetsIn(value: Value | undefined, { targets }: Topology): string[] {
  if (!(value instanceof Unresolved)) return [];
  const isNamed =
    (address: string) =>
    ({ address: named }: Reference) =>
      named === address || named === withoutKey(address);
  return targets.map(({ address }) => address).filter((address) => value.references.some(isNamed(address)));
}

function key(from: string, to: string | null): string {
  return JSON.stringify([from, to]);
}
