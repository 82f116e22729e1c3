import type { Path } from "../reachability/path";
import type { FirewallRule, Service, Topology } from "../topology/model";
import { culprits } from "./attribution";
import { saysTheSame, type Widening, widenedRule } from "./firewall";
import type { Found } from "./found";
import type { DriftCode, Tier } from "./model";
import { type IsRead, noiseOf } from "./noise";
import { type Opening, openedCache, openedPolicyRule, openedService, sentFurther } from "./openings";
import { isRule, keyOf, type Traced } from "./outcome";
import { sendsFurther } from "./senders";

export interface Tiered {
  found: Found;
  tier: Tier;
  code: DriftCode;
  message: string;
}

type Worlds = Parameters<typeof culprits>[1] & { nowTopology: Topology };

/** What each difference is: noise first, then whether it cuts a path, then whether it opens more than was written. */
export function tiersOf(found: readonly Found[], worlds: Worlds, isRead: IsRead): Tiered[] {
  const opened = openingsIn(found, worlds);
  const noise = new Map(found.map((one) => [one, noiseIn(one, worlds, isRead)]));
  const real = found.filter((one) => noise.get(one) === undefined);
  const guilty = culprits(real, worlds);
  return found.map((one): Tiered => {
    const why = noise.get(one);
    if (why !== undefined) return { found: one, tier: "noise", code: "NOISE", message: why };
    const attribute = one.difference?.attribute ?? "";
    const openings = (opened.get(one.address) ?? []).filter(({ by }) => by(attribute));
    const path = guilty.get(one);
    const opening = openings.find(({ tier }) => tier === "breaks") ?? openings[0];
    const code = one.difference ? undefined : ("DELETED" as const);
    if (path) return { found: one, tier: "breaks", code: code ?? "PATH_BROKEN", message: broken(one, path) };
    const passed = code && isRule(one.address) ? passing(one.address, worlds) : undefined;
    if (passed) return { found: one, tier: "breaks", code: "DELETED", message: openWithout(passed, worlds) };
    if (opening) return { found: one, tier: opening.tier, code: code ?? opening.code, message: opening.message };
    const message = code
      ? "it is gone, and no path stands on it"
      : "it was changed past Terraform, and no path hangs on it";
    return { found: one, tier: "benign", code: code ?? "CHANGED", message };
  });
}

function noiseIn(found: Found, worlds: Worlds, isRead: IsRead): string | undefined {
  if (!found.difference) return undefined;
  if (isPasswordOfSwitch(found)) return "the password that comes and goes with AUTH";
  const why = noiseOf(found, found.difference, isRead);
  if (why !== undefined || found.type !== "google_compute_firewall") return why;
  const [was, is] = rulesOf(found.address, worlds);
  const isReach = /^(allow|deny|(source|destination)_ranges)(\.|$)/.test(found.difference.attribute);
  return isReach && was && is && saysTheSame(was, is) ? "the same rule in another form" : undefined;
}

/** AUTH switched on or off is one act, however many attributes tell of it. */
function isPasswordOfSwitch({ type, before, after, difference }: Found): boolean {
  return (
    type === "google_redis_instance" &&
    difference?.attribute === "auth_string" &&
    (before.auth_enabled === true) !== (after?.auth_enabled === true)
  );
}

function broken({ address, difference }: Found, { from, to, causes }: Traced): string {
  const own = causes.filter((cause) => cause.address === address);
  const cause = own.find(({ attribute }) => attribute === difference?.attribute) ?? own[0] ?? causes[0];
  return `${from} cannot reach ${to ?? "its Redis"}: ${cause?.message ?? "the path is cut"}`;
}

/** A path that passed this rule, where it was written. */
function passing(address: string, { reference }: Worlds): Path | undefined {
  return reference.judged.paths.find(
    (path) => path.verdict !== "blocked" && reference.foundations.get(path)?.has(address),
  );
}

function openWithout(path: Path, { paths }: Worlds): string {
  const said = `the path from ${path.from} to ${path.to ?? "its Redis"} passed it, and it is gone`;
  const now = paths.find((one) => keyOf(one) === keyOf(path))?.verdict;
  return now === "reachable" ? `${said}: what it let through is let through without it, for now` : said;
}

function openingsIn(found: readonly Found[], worlds: Worlds): Map<string, Opening[]> {
  const touched = new Map(found.map((one) => [one.address, one]));
  return new Map([...touched].map(([address, one]) => [address, openingsOf(address, one, worlds)]));
}

function openingsOf(address: string, one: Found, worlds: Worlds): Opening[] {
  const [written, now] = [worlds.reference.judged.topology, worlds.nowTopology];
  const of = <Thing extends { address: string }>(things: readonly Thing[]) =>
    things.find((thing) => thing.address === address);
  const openings: Opening[] = [];
  const [was, is] = rulesOf(address, worlds);
  const widening: Widening | undefined = was && widenedRule(was, is, now);
  if (widening) openings.push({ ...widening, tier: "weakens" });
  const [service, serviceNow] = [of(written.services), of(now.services)];
  if (service && serviceNow)
    openings.push(...openedService(service, serviceNow), ...furtherOf(service, serviceNow, worlds));
  const [cache, cacheNow] = [of(written.caches), of(now.caches)];
  if (cache && cacheNow) {
    const calling = new Set(worlds.paths.filter(({ to }) => to === address).map(({ from }) => from));
    const callers = now.services.filter((caller) => calling.has(caller.address));
    openings.push(...openedCache(cache, cacheNow, callers, written));
  }
  const policy = openedPolicyRule(one);
  if (policy) openings.push(policy);
  return openings;
}

function furtherOf(was: Service, is: Service, { reference, nowTopology }: Worlds): Opening[] {
  const [cache] = nowTopology.caches;
  const written = reference.judged.topology;
  return cache && sendsFurther(was, is, written, nowTopology, cache) ? [sentFurther(is)] : [];
}

function rulesOf(address: string, { reference, nowTopology }: Worlds): (FirewallRule | undefined)[] {
  if (!address.includes("google_compute_firewall.")) return [undefined, undefined];
  return [reference.judged.topology, nowTopology].map((topology) => rulesIn(topology).get(address));
}

/** Of thousands of rules each is asked for several times. */
const known = new WeakMap<Topology, Map<string, FirewallRule>>();

function rulesIn(topology: Topology): Map<string, FirewallRule> {
  const already = known.get(topology);
  if (already) return already;
  const rules = new Map(topology.rules.map((rule) => [rule.address, rule]));
  known.set(topology, rules);
  return rules;
}
