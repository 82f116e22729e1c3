import { withoutPlaces } from "./attribute-path";
import facts from "./google-6.50.0.json";

/** What the schema of hashicorp/google 6.50.0 says of an attribute. */
export interface AttributeFacts {
  type?: string;
  required?: boolean;
  optional?: boolean;
  computed?: boolean;
  forceNew?: boolean;
  default?: unknown;
  /** The provider takes some other spellings of the value for the same. */
  diffSuppress?: boolean;
  /** The provider never shows the value. */
  sensitive?: boolean;
}

const RESOURCES = facts.resources as unknown as Record<
  string,
  { attributes: Record<string, AttributeFacts> } | undefined
>;

/** Every attribute of a type under its path (`template.containers.env`), or undefined where the type is not known. */
export function attributesOf(type: string): Record<string, AttributeFacts> | undefined {
  return Object.hasOwn(RESOURCES, type) ? RESOURCES[type]?.attributes : undefined;
}

/** The attribute itself; undefined where the schema does not know it. */
export function attributeFacts(type: string, attribute: string): AttributeFacts | undefined {
  const attributes = attributesOf(type);
  const path = withoutPlaces(attribute);
  return attributes && Object.hasOwn(attributes, path) ? attributes[path] : undefined;
}

/** Filled in by the cloud alone: no configuration can say it. */
export function isComputedOnly(type: string, attribute: string): boolean {
  return withBlocks(type, attribute).some(({ computed, optional }) => computed === true && optional !== true);
}

/** Left to the cloud where the configuration is silent: a change of it by hand is one that no plan repairs. */
export function isOptionalComputed(type: string, attribute: string): boolean {
  return withBlocks(type, attribute).some(({ computed, optional }) => computed === true && optional === true);
}

/** Filled in by the cloud where the configuration is silent, alone or as a part of a block. */
export function isComputed(type: string, attribute: string): boolean {
  return withBlocks(type, attribute).some(({ computed }) => computed === true);
}

export function isSet(type: string, attribute: string): boolean {
  return attributeFacts(type, attribute)?.type === "Set";
}

/** The attributes of the first level whose change replaces the resource. */
export function replacedBy(type: string): string[] {
  return Object.entries(attributesOf(type) ?? {}).flatMap(([name, { forceNew }]) =>
    forceNew === true && !name.includes(".") ? [name] : [],
  );
}

/** The facts of the attribute and of every block it is in. */
function withBlocks(type: string, attribute: string): AttributeFacts[] {
  const keys = withoutPlaces(attribute).split(".");
  return keys.flatMap((_, index) => attributeFacts(type, keys.slice(0, index + 1).join(".")) ?? []);
}
