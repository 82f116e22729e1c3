/** On the job: the name of the service it stands for. */
export const PROBE_LABEL = "lineup-probe";

/** The job that opens the connection that this service would open. */
export const nameOfProbe = (service: string): string => `${service}-probe`;

/** The script ends after five seconds by itself; the rest is for an image that has to be pulled and secrets that are slow. */
export const TIMEOUT_SECONDS = 50;

/** A second try would hide what the first one found. */
export const MAX_RETRIES = 0;
export const TASK_COUNT = 1;
export const PARALLELISM = 1;

/** Everything that the script does, a failure and what follows it included. Below the five seconds of the services. */
export const BUDGET_MS = 4_500;
