import { exists } from "../../topology/exists";
import type { Target, Topology } from "../../topology/model";
import type { Trail } from "../path";

/** In some states it may or may not answer: the API says of them that availability may be affected. */
export function targetIsRunning(trail: Trail, { kind: input }: Pick<Topology, "kind">, target: Target): void {
  const { address, state, kind } = target;
  const { noun, running, mayAnswer, codes } = kind.facts;
  const at = { address, attribute: "state" };
  // Terraform does not record the state; an inventory that lacks it does not show whether it runs.
  if (state === undefined && input === "inventory") {
    const message = "its state is unknown: the inventory does not hold it";
    trail.unknown(codes.notRunning, at, message, "read the project again with lineup inventory");
    return;
  }
  if (state === undefined || state === running) return;
  if (mayAnswer.includes(state)) {
    const message = `${noun} is ${state}: it may refuse connections until that ends`;
    trail.unknown(codes.notRunning, at, message, `wait until it is ${running}, and judge again`);
  } else {
    trail.blocked(codes.notRunning, at, `${noun} is ${state}`, "wait for it or repair it");
  }
}

/** What Google refuses when it creates the target, and what the target itself refuses as it is set. */
export function targetIsOpen(trail: Trail, topology: Topology, target: Target): void {
  const { address, kind } = target;
  for (const { attribute, message, fix, certain, code, when } of kind.refusals(target)) {
    if (when === "created" && exists(topology, target)) continue;
    const at = { address, attribute };
    if (certain) trail.blocked(code ?? kind.facts.codes.notRunning, at, message, fix);
    else trail.unknown(code ?? kind.facts.codes.notRunning, at, message, fix);
  }
}
