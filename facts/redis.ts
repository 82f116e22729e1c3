/** Where Memorystore listens: the port follows from the TLS mode, before an instance exists. */
export const REDIS_PORT = 6379;
export const REDIS_TLS_PORT = 6378;

/** The states in which its API says that availability may be affected, and no more. */
export const REDIS_MAY_ANSWER: readonly string[] = [
  "FAILING_OVER",
  "IMPORTING",
  "MAINTENANCE",
  "STATE_UNSPECIFIED",
  "UPDATING",
];
