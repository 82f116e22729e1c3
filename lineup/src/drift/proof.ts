import { readFileSync } from "node:fs";
import type { ChangedPlan } from "../changes/read";
import { isBlock, own } from "../inputs/blocks";
import { UnusableInput } from "../inputs/model";
import type { Proof } from "./model";

/** A plan made with `-refresh=false` looks exactly like one that found nothing. */
export const UNPROVEN: Proof = {
  by: "none",
  why: "nothing proves that the plan was refreshed: pass --log with what terraform plan -json printed, or --refreshed",
};

export const SAID_BY_CALLER: Proof = { by: "caller", why: "--refreshed says that the plan was refreshed" };

/** Whether the stream of `terraform plan -json` is this plan's, and says that everything in the state was refreshed. */
export function proofIn(file: string, plan: ChangedPlan, name = file): Proof {
  const events = eventsIn(file);
  const of = (type: string) => events.filter((event) => own(event, "type") === type);
  const planned = plan.changes.filter(({ action, mode }) => mode === "managed" && SAID_IN_LOG.has(action));
  const said = new Set(of("planned_change").filter(isChange).map(addressIn));
  const isOther =
    planned.some(({ address }) => !said.has(address)) || said.size !== new Set(planned.map((it) => it.address)).size;
  if (isOther) return refused(name, "lists other changes: it is the log of another plan");
  const ids = idsOf(plan);
  const started = new Map(of("refresh_start").map((event) => [addressIn(event), own(own(event, "hook"), "id_value")]));
  const completed = new Set(of("refresh_complete").map(addressIn));
  const missing = [...ids.keys()].filter((address) => !started.has(address) || !completed.has(address));
  if (missing.length > 0) {
    const [first] = missing;
    const more = missing.length > 1 ? ` and ${missing.length - 1} more` : "";
    return refused(name, `does not say that ${first}${more} was refreshed`);
  }
  const other = [...ids].find(([address, id]) => id !== undefined && started.get(address) !== id)?.[0];
  const foreign = other ?? [...started.keys()].find((address) => !ids.has(address));
  if (foreign !== undefined)
    return refused(name, `refreshed ${foreign}, which has another id in the plan: it is the log of another plan`);
  if (!isMadeMeanwhile(events, plan))
    return refused(name, "was written at another time: it is the log of another plan");
  return { by: "log", why: `${name} says that all ${ids.size} resources of the state were refreshed` };
}

/** A plan knows the second in which it was made. */
function isMadeMeanwhile(events: readonly unknown[], { madeAt }: ChangedPlan): boolean {
  const made = Date.parse(madeAt ?? "");
  const times = events.map((event) => Date.parse(String(own(event, "@timestamp")))).filter(Number.isFinite);
  if (Number.isNaN(made) || times.length === 0) return madeAt === undefined;
  const first = times.reduce((one, other) => Math.min(one, other));
  const last = times.reduce((one, other) => Math.max(one, other));
  return first - SECOND <= made && made <= last + SECOND;
}

const SECOND = 1000;

function refused(file: string, why: string): Proof {
  return { by: "none", why: `nothing proves that the plan was refreshed: ${file} ${why}` };
}

const SAID_IN_LOG = new Set<string>(["create", "update", "delete", "replace"]);

function isChange(event: unknown): boolean {
  return SAID_IN_LOG.has(String(own(own(event, "change"), "action")));
}

function addressIn(event: unknown): string {
  const resource = own(own(event, "hook"), "resource") ?? own(own(event, "change"), "resource");
  return String(own(resource, "addr") ?? "");
}

/** Everything that was in the state, and under which id: what is gone by now was refreshed, too. */
function idsOf({ written }: ChangedPlan): Map<string, string | undefined> {
  const managed = written.resources.filter(({ mode }) => mode === "managed");
  return new Map(managed.map(({ address, values: { id } }) => [address, typeof id === "string" ? id : undefined]));
}

const WANTED = "--log takes what terraform plan -json printed, one JSON object a line";

function eventsIn(file: string): unknown[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UnusableInput(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown error"}`);
  }
  const lines = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .filter((line) => /\S/.test(line));
  const events = lines.map((line) => eventIn(line, file));
  if (!events.some((event) => own(event, "type") === "version")) {
    throw new UnusableInput(`${file} is not a Terraform log: ${WANTED}`);
  }
  return events;
}

function eventIn(line: string, file: string): unknown {
  try {
    const event: unknown = JSON.parse(line);
    if (isBlock(event) && typeof own(event, "@level") === "string") return event;
  } catch {
    // What it says may be secret: it is not repeated.
  }
  throw new UnusableInput(`${file} is not a Terraform log: ${WANTED}`);
}
