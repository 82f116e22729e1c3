import facts from "../../../facts/google-6.50.0.json";

interface Fact {
  type?: string;
  optional?: boolean;
  computed?: boolean;
}

const RESOURCES = facts.resources as unknown as Record<string, { attributes: Record<string, Fact> } | undefined>;

/** What the provider's schema says of an attribute, or undefined where it says nothing of this type. */
export function attributesOf(type: string): Record<string, Fact> | undefined {
  return Object.hasOwn(RESOURCES, type) ? RESOURCES[type]?.attributes : undefined;
}

/** `template.containers.env[REDIS_HOST].value` without what the schema does not know. */
export function schemaPath(attribute: string): string {
  return attribute.replace(/\[[^\]]*\]/g, "");
}

/** Filled in by the cloud alone: no configuration can say it. */
export function isComputedOnly(type: string, attribute: string): boolean {
  return factsAbove(type, attribute).some(({ computed, optional }) => computed === true && optional !== true);
}

/** Left to the cloud where the configuration is silent: a change of it is one that no plan repairs. */
export function isOptionalComputed(type: string, attribute: string): boolean {
  return factsAbove(type, attribute).some(({ computed, optional }) => computed === true && optional === true);
}

export function isSet(type: string, attribute: string): boolean {
  const attributes = attributesOf(type);
  const path = schemaPath(attribute);
  return attributes !== undefined && Object.hasOwn(attributes, path) && attributes[path]?.type === "Set";
}

/** Of the attribute and of every block it is in. */
function factsAbove(type: string, attribute: string): Fact[] {
  const attributes = attributesOf(type);
  if (!attributes) return [];
  const keys = schemaPath(attribute).split(".");
  return keys.flatMap((_, index) => {
    const path = keys.slice(0, index + 1).join(".");
    return Object.hasOwn(attributes, path) ? (attributes[path] ?? []) : [];
  });
}
