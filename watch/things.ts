import type { Measure } from "./alert";

/**
 * What an environment has that can be watched. The values of labels are references ("${google_redis_instance.cache.id}"):
 * a name that is said as text goes on matching after the thing has another one, and then matches nothing.
 */
export interface Things {
  redis: {
    id: string;
    isReplicated: boolean;
    tls: boolean;
    port: number;
    mostClients: number;
  };
  connector: {
    name: string;
    range: string;
    mostInstances: number;
    /** Mbit/s of all its instances. */
    mostMbits: number;
  };
  /** Whether the firewall of the network is this environment's, and so logs what it drops. */
  hasFirewall: boolean;
  services: readonly WatchedService[];
  /** The jobs that prove the path to Redis. */
  probes: readonly string[];
  /** How often a schedule starts them; undefined where only the nightly drift does. */
  probedEveryMinutes: number | undefined;
  /** The type of the metric that counts the log lines of this name. */
  count(name: string): string;
  /** The reference to the objective of this id. */
  objective(id: string): string;
  /** The share of executions of the probes that has to succeed; undefined without such an objective. */
  redisReachable: number | undefined;
}

export interface WatchedService {
  key: string;
  name: string;
  /** Undefined where it always has as many as it may have. */
  mostInstances: number | undefined;
  /** How long its startup probe waits: its period times its failures. */
  startupSeconds: number;
  /** The id of the check from outside; undefined where nobody outside may call it, or it scales to zero. */
  uptimeCheck: string | undefined;
  /** The shares of requests that have to be good. */
  objectives: { availability?: number | undefined; within2s?: number | undefined; websockets?: number | undefined };
}

/** What is promised, as a file says it: by the key of a service, and of the probes. */
export interface Slos {
  /** Executions of the probes that succeed. */
  redisReachable?: number | undefined;
  [service: string]: WatchedService["objectives"] | number | undefined;
}

/** Time series, before they are aligned: what objectives are made of. */
export type Series = Pick<Measure, "metric" | "resource" | "labels" | "except">;

/** Lines of the log that are counted, as a metric of this stack: one time series for each thing that writes them. */
export interface Counted {
  /** "redis-failed-start": the name of the metric, and in its address. */
  name: string;
  title: string;
  /** In the language of Logging; undefined where nothing here writes such lines. */
  filter(things: Things, threshold: ThresholdOf): string | undefined;
}

/** What holds for the alert of this id: what the file says, or the default. */
export type ThresholdOf = (alert: string) => number;

/** What share of what has to be good, in a window of 30 days. */
export interface Objective {
  /** "backend-availability": in addresses. */
  id: string;
  title: string;
  goal: number;
  indicator:
    | { is: "ratio"; good: Series; total: Series }
    | { is: "ratio"; bad: Series; total: Series }
    | { is: "below"; series: Series; most: number };
}
