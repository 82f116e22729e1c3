import { createHash } from "node:crypto";

/** The same text for the same JSON, in whatever order its keys were written. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

export function hashOf(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}
