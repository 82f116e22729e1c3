/** Where Memorystore listens: the port follows from the TLS mode, before an instance exists. */
export const REDIS_PORT = 6379;
export const REDIS_TLS_PORT = 6378;

