import type { Source } from "../sources";
import type { Cause, PathStep, PathVerdict } from "./path";

/** A step of a path as the public JSON has it, with Google's name for it. */
export interface PublicStep {
  step:
    | "START_FROM_CLOUD_RUN_REVISION"
    | "ARRIVE_AT_VPC_CONNECTOR"
    | "APPLY_EGRESS_FIREWALL_RULE"
    | "APPLY_ROUTE"
    | "DELIVER"
    | "DROP"
    | "ABORT";
  address: string;
  text: string;
}

export function publicStep(step: PathStep): PublicStep {
  const { address } = step;
  switch (step.kind) {
    case "start":
      return { step: "START_FROM_CLOUD_RUN_REVISION", address, text: nameAndRegion(step) };
    case "connector":
      return { step: "ARRIVE_AT_VPC_CONNECTOR", address, text: nameAndRegion(step) };
    case "interface":
      return { step: "APPLY_ROUTE", address, text: "straight into the network through an interface of its own" };
    case "firewall-rule":
      return { step: "APPLY_EGRESS_FIREWALL_RULE", address, text: firewallText(step) };
    case "no-firewall-rule":
      return { step: "APPLY_EGRESS_FIREWALL_RULE", address, text: "no firewall rule matches: Google lets it out" };
    case "peering": {
      const route = step.route === undefined ? "" : `, which brings ${step.route}`;
      const text = `over the peering of ${step.network}${route}: subnet routes from it cannot be overridden by static ones`;
      return { step: "APPLY_ROUTE", address, text };
    }
    case "endpoint":
      return { step: "APPLY_ROUTE", address, text: `to an endpoint in ${step.network} (Private Service Connect)` };
    case "end": {
      const [name, text] = ENDS[step.verdict];
      return { step: name, address, text };
    }
  }
}

const ENDS: Record<PathVerdict, [PublicStep["step"], string]> = {
  reachable: ["DELIVER", "the packet arrives"],
  blocked: ["DROP", "the packet does not arrive"],
  unknown: ["ABORT", "whether the packet arrives is unknown"],
};

function nameAndRegion({ address, name, region }: Extract<PathStep, { kind: "start" | "connector" }>): string {
  return `${name ?? address}${region === undefined ? "" : ` in ${region}`}`;
}

function firewallText({ address, rule, action, priority }: Extract<PathStep, { kind: "firewall-rule" }>): string {
  if (action === "undecided") return "may be denied";
  return `${action === "allow" ? "allowed" : "denied"} by ${rule ?? address} at priority ${priority}`;
}

/** A cause, and where in the source what it is about is written, where that is known. */
export interface ReportedCause extends Cause {
  source?: Source;
}

/** The public JSON says what is wrong and where in the input; the hop is for drawings. */
export function publicCause<C extends Cause & { hop?: unknown }>({ hop: _, ...cause }: C): Omit<C, "hop"> {
  return cause;
}
