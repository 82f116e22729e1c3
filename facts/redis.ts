/** Where Memorystore listens: the port follows from the TLS mode, before an instance exists. */
export const REDIS_PORT = 6379;
export const REDIS_TLS_PORT = 6378;

/** The schemes that clients of Redis and Valkey know. */
export const REDIS_SCHEMES: readonly string[] = ["redis", "rediss", "valkey", "valkeys", "tcp", "tls"];

/** The states in which its API says that availability may be affected, and no more. */
export const REDIS_MAY_ANSWER: readonly string[] = [
  "FAILING_OVER",
  "IMPORTING",
  "MAINTENANCE",
  "STATE_UNSPECIFIED",
  "UPDATING",
];
