import { factsAt } from "../../../../../facts/targets";
import type { Resource } from "../../../inputs/model";
import { SERVICE } from "../../../inventory/kinds/run";
import { buildTopology } from "../../../topology/build";
import type { Service } from "../../../topology/model";
import { get, knownText } from "../../../topology/read";
import { containersOf } from "../../../topology/service-parts";
import { field, lastSegment, typeAt, Unresolved, type Value, withoutKey } from "../../../values";
import type { Live, Written } from "../../part";
import type { Running } from "../serving";

/** What is written of one variable, with what it refers to looked up in the project as it is. */
export interface WrittenVariable {
  name: string;
  container: string;
  /** Undefined where only an apply knows it. */
  value: string | undefined;
  secret: { id: string | undefined; version: string | undefined } | undefined;
  /** The live thing whose address it holds, by its address in the inventory. */
  addressOf: string | undefined;
}

export interface WrittenService {
  variables: WrittenVariable[];
  /** Some of its variables are made by an expression that is not evaluated: what is extra is not known. */
  isOpen: boolean;
}

/** What is written of a service of the project, found by its name; undefined where the configuration has no such service. */
export function writtenServices(written: Written, live: Live): (service: Running) => WrittenService | undefined {
  const services = buildTopology(written.model).services.filter(({ resource }) => resource.type === SERVICE);
  const lookUp = inProject(written.model.resources, live.model.resources);
  return ({ name, region }) => {
    const found = services.find(
      ({ resource }) =>
        knownText(get(resource, "name")) === name && (knownText(get(resource, "location")) ?? region) === region,
    );
    return found && asWritten(found, lookUp);
  };
}

type LookUp = (address: string, attribute: string) => { text: string | undefined; at: string | undefined };

function asWritten({ resource, variables }: Service, lookUp: LookUp): WrittenService {
  const containers = containersOf(resource);
  return {
    isOpen: variables.some(({ name }) => name === "") || containers === undefined,
    variables: variables
      .filter(({ name }) => name !== "")
      .map((one): WrittenVariable => {
        const { text, addressOf } = textOf(one.value ?? "", lookUp);
        const common = { name: one.name, container: containers?.[one.container]?.name ?? "" };
        if (one.secret === undefined) return { ...common, value: text, secret: undefined, addressOf };
        const [id, version] = [one.secret, one.secretVersion ?? "latest"].map((value) => textOf(value, lookUp).text);
        return { ...common, value: "", secret: { id: id && lastSegment(id), version }, addressOf: undefined };
      }),
  };
}

/** The text of a value; undefined as soon as a part of it is not known. */
function textOf(value: Value, lookUp: LookUp): { text: string | undefined; addressOf: string | undefined } {
  if (!(value instanceof Unresolved))
    return { text: typeof value === "object" ? undefined : String(value), addressOf: undefined };
  const { soleReference: reference, parts } = value;
  if (parts) {
    const texts = parts.map((part) =>
      typeof part === "string" ? { text: part, addressOf: undefined } : textOf(part, lookUp),
    );
    const isWhole = texts.every(({ text }) => text !== undefined);
    return {
      text: isWhole ? texts.map(({ text }) => text).join("") : undefined,
      addressOf: texts.find((one) => one.addressOf !== undefined)?.addressOf,
    };
  }
  if (!reference) return { text: undefined, addressOf: undefined };
  const found = lookUp(reference.address, reference.attribute);
  const isAddress = factsAt(reference.address) !== undefined && /host|endpoint|ip_address/.test(reference.attribute);
  return { text: found.text, addressOf: isAddress ? found.at : undefined };
}

const NAMES = ["name", "secret_id", "email", "account_id"] as const;

/** An attribute of what is written, as its namesake in the project has it. */
function inProject(written: readonly Resource[], live: readonly Resource[]): LookUp {
  return (address, attribute) => {
    const said = written.find((one) => one.address === address || withoutKey(one.address) === address);
    const type = typeAt(address);
    const key = NAMES.find((name) => said && knownText(get(said, name)) !== undefined);
    const name = key && said && knownText(get(said, key));
    const twins = live.filter((one) => one.type === type && key !== undefined && knownText(get(one, key)) === name);
    const [twin, ...others] = twins;
    if (name === undefined || !twin || others.length > 0) return { text: undefined, at: undefined };
    return { text: valueAt(twin, attribute), at: twin.address };
  };
}

function valueAt(resource: Resource, attribute: string): string | undefined {
  const found = attribute.split(".").reduce<Value | undefined>((value, key) => {
    return Array.isArray(value) ? value[Number(key)] : field(value, key);
  }, resource.values);
  return typeof found === "string" || typeof found === "number" || typeof found === "boolean"
    ? String(found)
    : undefined;
}
