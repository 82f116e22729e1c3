import type { RegisteredRule } from "./registry";

const FILE = "with an entry of address, code or attribute, reason and expiry date";

/** What a plan rule says of one resource or provider; everything else it says of the plan, or of a broken path. */
const SILENCEABLE = /^(REDIS_CHANGED|PROVISIONER|EXTERNAL_PROGRAM|CREDENTIAL_READ|PROVIDER_[A-Z_]+)$/;

/** How a rule is silenced, or why it cannot be. */
export function silenceOf({ kind, id, house }: RegisteredRule): string {
  switch (kind) {
    case "cause":
      return "Never: the path stays blocked or unknown until the input changes.";
    case "verify":
      if (house) return "A house rule: it is asked with --strict only.";
      return "Findings have no exceptions. They change the exit code only with --strict, and only where they are errors.";
    case "change":
      if (/_DELETED$|_REPLACED$/.test(id)) return "Never where the plan deletes something, as a replacement does.";
      return `\`lineup review --exceptions FILE\`, ${FILE}.`;
    case "plan":
      if (SILENCEABLE.test(id)) return `\`lineup review --exceptions FILE\`, ${FILE}.`;
      return "Never: it holds for the whole plan, or is a broken path.";
    case "diagnosis":
      return "Never: a diagnosis has no exceptions.";
    case "drift":
      if (id === "DELETED" || id.endsWith("_BROKEN")) return "Never: a deletion or a broken path stays reported.";
      return `\`lineup drift --exceptions FILE\`, ${FILE}.`;
  }
}
