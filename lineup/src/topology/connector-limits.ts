import {
  CONNECTOR_ADDRESSES,
  CONNECTOR_MACHINE_TYPES,
  CONNECTOR_MAX_INSTANCES,
  CONNECTOR_MIN_INSTANCES,
  CONNECTOR_NAME,
  CONNECTOR_NAME_LONGEST,
  CONNECTOR_PREFIX_LENGTH,
} from "../../../facts/connectors";
import { addressesOf, blocksOf } from "../sets/addresses";
import { isKnown } from "../values";
import type { Connector } from "./model";
import { get, knownText, number } from "./read";

/** Something about a connector that Google's API refuses, and no plan checks. */
interface ConnectorRefusal {
  attribute: string;
  message: string;
  fix: string;
  /** False where Google may also take it. */
  certain: boolean;
}

const SIZE = `/${CONNECTOR_PREFIX_LENGTH}`;

/** Everything for which Google refuses, or may refuse, to make a connector. */
export function refusalsOf(connector: Connector): ConnectorRefusal[] {
  const refusals = [...ofName(connector), ...ofRange(connector), ...ofInstances(connector), ...ofMachines(connector)];
  return refusals.map(({ message, ...refusal }) => {
    const verb = refusal.certain ? "refuses" : "may refuse";
    return { ...refusal, message: `Google ${verb} to make it: ${message}` };
  });
}

function ofName({ name }: Connector): ConnectorRefusal[] {
  if (typeof name !== "string" || CONNECTOR_NAME.test(name)) return [];
  const fix = `use lower-case letters, digits and hyphens, at most ${CONNECTOR_NAME_LONGEST} of them, a letter first and no hyphen last`;
  const message =
    name.length > CONNECTOR_NAME_LONGEST
      ? `its name has ${name.length} characters, more than ${CONNECTOR_NAME_LONGEST}`
      : `its name does not match ${CONNECTOR_NAME.source}`;
  return [{ attribute: "name", message, fix, certain: true }];
}

function ofRange({ rangeText, subnet }: Connector): ConnectorRefusal[] {
  const range = rangeText === undefined ? undefined : addressesOf(rangeText);
  const refused = (attribute: string, what: string, fix: string): ConnectorRefusal => {
    return { attribute, message: `its ${what}, and a connector takes exactly a ${SIZE}`, fix, certain: true };
  };
  const refusals: ConnectorRefusal[] = [];
  if (rangeText !== undefined && range?.size !== CONNECTOR_ADDRESSES) {
    refusals.push(refused("ip_cidr_range", `range is ${rangeText}`, `use a ${SIZE}`));
  } else if (range && blocksOf(range)[0] !== rangeText) {
    const message = `its range is ${rangeText}, which does not begin at the first address of a ${SIZE}`;
    refusals.push({ attribute: "ip_cidr_range", message, fix: `use ${blocksOf(range)[0]}`, certain: false });
  }
  if (subnet?.range !== undefined && isKnown(subnet.range) && subnet.range.size !== CONNECTOR_ADDRESSES) {
    const what = `subnet is ${subnet.address}, which is ${blocksOf(subnet.range).join(", ")}`;
    refusals.push(refused("subnet.name", what, `give it a ${SIZE} subnet of its own`));
  }
  return refusals;
}

function ofInstances({ resource }: Connector): ConnectorRefusal[] {
  const limits = { min_instances: CONNECTOR_MIN_INSTANCES, max_instances: CONNECTOR_MAX_INSTANCES } as const;
  const refusals = Object.entries(limits).flatMap(([attribute, { least, most }]): ConnectorRefusal[] => {
    const count = number(get(resource, attribute));
    if (typeof count !== "number" || (count >= least && count <= most)) return [];
    const message = `${attribute} is ${count}, outside ${least} to ${most}`;
    return [{ attribute, message, fix: `use ${least} to ${most}`, certain: true }];
  });
  const [min, max] = [number(get(resource, "min_instances")), number(get(resource, "max_instances"))];
  if (typeof min === "number" && typeof max === "number" && min >= max) {
    const message = `min_instances is ${min}, not below max_instances (${max})`;
    refusals.push({ attribute: "min_instances", message, fix: "lower it or raise the other", certain: true });
  }
  return refusals;
}

function ofMachines({ resource }: Connector): ConnectorRefusal[] {
  const machine = knownText(get(resource, "machine_type"));
  if (machine === undefined || CONNECTOR_MACHINE_TYPES.some((known) => known === machine)) return [];
  const fix = `use one of ${CONNECTOR_MACHINE_TYPES.join(", ")}`;
  // The list may grow: what is not on it today can be taken tomorrow.
  return [
    { attribute: "machine_type", message: "its machine type is not one that connectors accept", fix, certain: false },
  ];
}
