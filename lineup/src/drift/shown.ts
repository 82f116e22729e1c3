import { HIDDEN, isPrintable, printed } from "../../../facts/printable";
import { isNothing } from "../compare/differences";
import { isAddressText } from "../endpoint";
import { IntervalSet } from "../sets/intervals";
import { protocolsAndPorts } from "../sets/traffic";
import { trafficOfClauses } from "../topology/firewall-rules";
import { isKnown, type Value } from "../values";

const VARIABLE = { before: ".env[", after: "].value" };

/** The name in `template.containers[0].env[NAME].value`. */
function variableIn(attribute: string): string | undefined {
  const start = attribute.indexOf(VARIABLE.before) + VARIABLE.before.length;
  const end = attribute.length - VARIABLE.after.length;
  const isOne = start >= VARIABLE.before.length && start <= end && attribute.endsWith(VARIABLE.after);
  return isOne ? attribute.slice(start, end) : undefined;
}

/** A value as it may be printed; null where there is none. */
export function shown(type: string, attribute: string, value: Value | undefined): string | null {
  if (isNothing(value) && typeof value !== "number" && typeof value !== "boolean") return null;
  const variable = variableIn(attribute);
  if (variable !== undefined) return shownVariable(variable, value);
  if (!type.startsWith("google_")) return HIDDEN;
  if (type === "google_compute_firewall" && (attribute === "allow" || attribute === "deny")) return clauses(value);
  return isPrintable(attribute) ? printed(value) : HIDDEN;
}

/** What only is an address, a port or the container itself; a number may be a PIN, unless the name says port. */
function shownVariable(name: string, value: Value | undefined): string {
  if (typeof value !== "string") return HIDDEN;
  const isPort = /PORT$/i.test(name) && /^\d{1,5}$/.test(value) && Number(value) < 65536;
  return isAddressText(value) || value === "localhost" || isPort ? value : HIDDEN;
}

function clauses(value: Value | undefined): string {
  const traffic = trafficOfClauses(Array.isArray(value) ? value : []);
  if (!isKnown(traffic) || !(traffic instanceof IntervalSet)) return HIDDEN;
  return protocolsAndPorts(traffic)
    .map(({ protocol, ports }) => `${protocol} ${ports}`.trim())
    .join(", ");
}
