import type { Phase } from "./phases";

/** What the server itself can answer to any command. The first word of an error, or what Redis means by it. */
export const REFUSALS = [
  "WRONGPASS",
  "NOAUTH",
  "NO_PASSWORD_SET",
  "MAXCLIENTS",
  "DENIED",
  "LOADING",
  "MASTERDOWN",
  "READONLY",
  "OOM",
  "MISCONF",
  "NOREPLICAS",
  "CLUSTERDOWN",
  "MOVED",
  "NOPERM",
  "BUSY",
  "UNKNOWN_COMMAND",
  "ERR",
] as const;

/** What can become of any command besides. */
export const ENDS = ["CLOSED", "NOT_REDIS", "NEEDS_TLS", "UNEXPECTED_REPLY"] as const;

/** Of every phase: its deadline passed, or the budget of all together. */
export const LATE = ["ETIMEDOUT", "BUDGET"] as const;

/** What belongs to one phase alone. Of `dns` and `tcp` those that are met most: the others are the operating system's. */
export const OWN: Partial<Record<Phase, readonly string[]>> = {
  config: ["HOST", "PORT", "SETTING", "CA_UNREADABLE", "CA_INVALID"],
  dns: ["ENOTFOUND", "EAI_AGAIN"],
  tcp: ["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ECONNRESET"],
  tls: ["CERT_UNTRUSTED", "CERT_NAME", "CERT_EXPIRED", "CERT_NOT_YET_VALID", "NOT_TLS", "TLS_VERSION", "CLOSED", "TLS"],
};

/** Of a probe that learned nothing of the path, with `verdict: "unknown"` and no phase. */
export const UNKNOWN = ["SIGTERM", "SIGINT", "INTERNAL"] as const;
