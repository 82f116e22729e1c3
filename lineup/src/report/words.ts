import type { InputKind } from "../inputs/model";

export const KINDS: Record<InputKind, string> = {
  synth: "configuration",
  plan: "plan",
  state: "state",
  inventory: "live inventory",
};

export function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The parts that say something. */
export function joined(parts: readonly string[], separator: string): string {
  return parts.filter((part) => part !== "").join(separator);
}
