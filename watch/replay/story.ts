import { cronOf, EVERY_MINUTES } from "../../probe/schedule";
import type { Entry } from "../filter/entries";
import { isBlock } from "../shipped/fields";
import { namesIn } from "../shipped/names";
import type { Lines } from "./log-metrics";
import { valuesIn } from "./notation";
import type { Happened } from "./replay";
import type { TimeSeries, Value } from "./time-series";

/** What once happened, or may: the series and lines as Google would have them, and who has to be told. */
export interface Story {
  id: string;
  title: string;
  /** How long it is looked at. */
  minutes: number;
  /** The minute in which something breaks; where nothing does, nobody is told anything. */
  breaks?: number;
  /** The alert that wakes somebody up, within five minutes. */
  page?: string;
  /** What else has to be told in it, by the id of the alert. */
  tells?: readonly string[];
  /** What may be told as well. Everything else is a false alarm. */
  mayTell?: readonly string[];
  /** Where it can happen: with a replica of Redis, or with TLS. */
  needs?: "replica" | "tls";
  happens(here: Here): { series: readonly ToldSeries[]; lines: readonly ToldLines[] };
}

export interface Here {
  isReplicated: boolean;
  tls: boolean;
  /** The address of one of the connector's machines. */
  machine: string;
  /** How often the probes run: once a night, or as their schedule has it. */
  probedEveryMinutes: number;
}

/** Labels may hold references of the stack, as its policies do; values are in the notation of `valuesIn`. */
export interface ToldSeries {
  metric: string;
  labels?: Readonly<Record<string, string>>;
  resource: { type: string; labels: Readonly<Record<string, string>> };
  values: string;
}

/** One entry, written `times` a minute, every so many minutes. */
export interface ToldLines {
  entry: Entry;
  from: number;
  to: number;
  every: number;
  times?: number;
}

const NIGHTLY = 24 * 60;

/** What of a stack decides whether a story can happen in it. */
export function hereIn(stack: unknown): Here {
  const only = (type: string) => Object.values(read(read(stack, "resource"), type) ?? {})[0];
  const [redis, connector] = [only("google_redis_instance"), only("google_vpc_access_connector")];
  const schedule = read(only("google_cloud_scheduler_job"), "schedule");
  return {
    isReplicated: read(redis, "tier") === "STANDARD_HA",
    tls: read(redis, "transit_encryption_mode") === "SERVER_AUTHENTICATION",
    machine: fifthOf(String(read(connector, "ip_cidr_range"))),
    probedEveryMinutes: EVERY_MINUTES.find((minutes) => cronOf(minutes) === schedule) ?? NIGHTLY,
  };
}

/** "10.2.0.0/28": its first four addresses are Google's. */
function fifthOf(range: string): string {
  return range.replace(/\.(\d+)\/\d+$/, (_, last: string) => `.${Number(last) + 5}`);
}

export function canHappen({ needs }: Story, { isReplicated, tls }: Here): boolean {
  return needs === undefined || (needs === "replica" ? isReplicated : tls);
}

/**
 * The story with the names of a stack. `resolve` knows what Google has chosen, where that is known: the ids of checks from
 * outside, which stay references otherwise, here as in the policies.
 */
export function happenedIn(story: Story, stack: unknown, resolve: (text: string) => string = namesIn(stack)): Happened {
  const { series, lines } = story.happens(hereIn(stack));
  const known = new Map<string, readonly (Value | undefined)[]>();
  const valuesOf = (notation: string) => {
    const values = known.get(notation) ?? valuesIn(notation, story.minutes);
    known.set(notation, values);
    return values;
  };
  return {
    minutes: story.minutes,
    series: series.map(
      ({ metric, labels = {}, resource, values }): TimeSeries => ({
        metric: { type: metric, labels: resolved(labels, resolve) },
        resource: { type: resource.type, labels: resolved(resource.labels, resolve) },
        values: valuesOf(values),
      }),
    ),
    lines: lines.map(({ entry, from, to, every, times = 1 }): Lines => {
      const at: number[] = [];
      for (let minute = from; minute < Math.min(to, story.minutes); minute += every) {
        for (let time = 0; time < times; time++) at.push(minute);
      }
      return { entry: resolvedIn(entry, resolve), at };
    }),
  };
}

function resolved(labels: Readonly<Record<string, string>>, resolve: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, resolve(value)]));
}

function resolvedIn(entry: Entry, resolve: (text: string) => string): Entry {
  return JSON.parse(JSON.stringify(entry), (_, value) => (typeof value === "string" ? resolve(value) : value));
}

function read(json: unknown, key: string): unknown {
  return isBlock(json) && Object.hasOwn(json, key) ? json[key] : undefined;
}
