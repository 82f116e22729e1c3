import { attributeFacts } from "../../../../facts/provider";
import { type Unresolved, withoutKey } from "../../values";

/** The types of Terraform's language that the provider's schema calls by other names. */
const SCALARS: Record<string, "string" | "number" | "bool"> = {
  String: "string",
  Int: "number",
  Float: "number",
  Bool: "bool",
};

/** The type of an attribute that holds one text, number or truth value; undefined where it holds more or is not known. */
export function schemaType(type: string, path: string): "string" | "number" | "bool" | undefined {
  return SCALARS[attributeFacts(type, path)?.type ?? ""];
}

/** The type of a value that is exactly one attribute of a resource, before the value is known. */
export function referredType({ soleReference, isAssumed }: Unresolved): "string" | "number" | "bool" | undefined {
  if (!soleReference || isAssumed) return undefined;
  const [type = ""] = withoutKey(soleReference.address).split(".").slice(-2);
  return schemaType(type, soleReference.attribute);
}
