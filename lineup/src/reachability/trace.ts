import { isAddressText, isLoopback } from "../endpoint";
import { atReadEndpoint } from "../topology/caches";
import { type Declared, declaredPaths } from "../topology/declared";
import type { Cache, Service, Topology } from "../topology/model";
import { isKnown } from "../values";
import { mayHoldMore, TARGETS, unseen } from "./blind-spots";
import { enterNetwork } from "./hops/access";
import { destination, passConnectorInfrastructure, passEgressFirewall } from "./hops/egress";
import { arriveAtRedis } from "./hops/endpoint";
import type { Entry } from "./hops/entry";
import { crossPeering } from "./hops/peering";
import { mayBeAllowedFirst, passUnevaluated } from "./hops/policies";
import { leaveForPrivateRanges } from "./hops/private-ranges";
import { rangesApart } from "./hops/ranges";
import { type Path, Trail } from "./path";
import { RuleBook } from "./rule-book";
import { addressesTold, endpointsTold } from "./told";

/** Asks of each service and each cache whether a packet gets from one to the other. */
export class Tracer {
  private readonly rules: RuleBook;

  constructor(private readonly topology: Topology) {
    this.rules = new RuleBook(topology);
  }

  /** Every path that the input declares. */
  declared(): Path[] {
    return declaredPaths(this.topology).map((declared) => this.trace(declared));
  }

  /** Paths that somebody asks about, declared or not. */
  between(from: string | undefined, to: string | undefined): Path[] {
    const services = this.topology.services.filter(({ address }) => from === undefined || address === from);
    const caches = this.topology.caches.filter(({ address }) => to === undefined || address === to);
    const declared = declaredPaths(this.topology);
    return services.flatMap((service) =>
      caches.map((cache) => {
        const isDeclared = declared.some((path) => "cache" in path && path.service === service && path.cache === cache);
        return this.toCache(service, cache, isDeclared);
      }),
    );
  }

  private trace(declared: Declared): Path {
    if ("cache" in declared) return this.toCache(declared.service, declared.cache, true);
    if ("other" in declared) return toOther(declared.service, declared.other.address);
    return this.toNobody(declared);
  }

  private toCache(service: Service, cache: Cache, isDeclared: boolean): Path {
    const told = addressesTold(this.topology, service, cache);
    const calls = [...endpointsTold(told)].map((name) => (name === "host" ? cache : atReadEndpoint(cache)));
    const trail = new Trail(service.address, cache.address);
    const entry = enterNetwork(trail, this.topology, this.topology.finder, service);
    const port = isKnown(cache.port) ? cache.port : undefined;
    if (entry) {
      rangesApart(trail, this.topology, entry, cache);
      for (const called of calls) leaveForPrivateRanges(trail, service, entry, called);
      if (port === undefined) {
        const at = { address: cache.address, attribute: "transit_encryption_mode" };
        trail.unknown(
          "UNRESOLVED_REFERENCE",
          at,
          "its port cannot be told: it follows from the TLS mode",
          "write the TLS mode out",
        );
      } else {
        for (const called of calls) this.leaveNetwork(trail, entry, called, port);
      }
      crossPeering(trail, this.topology, entry, cache);
    }
    arriveAtRedis(trail, this.topology, service, cache, told, { isDeclared });
    this.whatElse(trail, service, entry, cache);
    for (const called of calls) {
      if (called.addressKnowledge !== "address")
        trail.assume(`Redis gets its address from ${destination(called)}`.replace(/,$/, ""));
    }
    return trail.end(port ?? null);
  }

  private leaveNetwork(trail: Trail, entry: Entry, called: Cache, port: number): void {
    const egress = passEgressFirewall(trail, this.rules, entry.sender, called, port, {
      mayBeAllowedFirst: mayBeAllowedFirst(this.topology, entry, called, port),
    });
    if (entry.isConnector) passConnectorInfrastructure(trail, egress);
    passUnevaluated(trail, this.topology, entry, called, port, egress);
  }

  /** An address was written out, and it is nobody's. */
  private toNobody({ service, nobody, host }: Extract<Declared, { nobody: unknown }>): Path {
    const trail = new Trail(service.address, null);
    trail.step(
      "START_FROM_CLOUD_RUN_REVISION",
      service.address,
      typeof service.name === "string" ? service.name : service.address,
    );
    const at = { address: service.address, attribute: nobody.attribute };
    const fix = "refer to the Redis instance's host instead of writing an address";
    const allKnown =
      this.topology.caches.every((cache) => cache.addressKnowledge === "address") &&
      !mayHoldMore(this.topology, ...TARGETS);
    if (host !== undefined && isLoopback(host)) {
      trail.blocked("ADDRESS_MISMATCH", at, `${nobody.name} points at the container itself`, fix);
    } else if (host === undefined) {
      trail.unknown("UNRESOLVED_REFERENCE", at, `where ${nobody.name} points cannot be told`, fix);
    } else if (!isAddressText(host)) {
      trail.unknown("ADDRESS_MISMATCH", at, `${nobody.name} holds a name, and whose name it is cannot be told`, fix);
    } else if (allKnown) {
      trail.blocked("ADDRESS_MISMATCH", at, `${nobody.name} is ${host}, which is the address of no Redis here`, fix);
    } else {
      trail.unknown(
        "ADDRESS_MISMATCH",
        at,
        `${nobody.name} is ${host}, and not every Redis here has a known address`,
        fix,
      );
    }
    return trail.end(null);
  }

  private whatElse(trail: Trail, { address }: Service, entry: Entry | undefined, cache: Cache): void {
    for (const text of unseen(this.topology.blindSpots, { entry, cache })) {
      trail.unknown("UNRESOLVED_REFERENCE", { address, attribute: "" }, text, "judge an input that holds it");
    }
    if (this.topology.kind !== "inventory")
      trail.assume("nothing outside this input denies it: rules made by hand are seen by an inventory only");
  }
}

function toOther(service: Service, target: string): Path {
  const trail = new Trail(service.address, target);
  trail.step("START_FROM_CLOUD_RUN_REVISION", service.address, service.address);
  trail.unknown(
    "UNRESOLVED_REFERENCE",
    { address: target, attribute: "" },
    "paths to this kind of cache are not evaluated",
    "check it by hand, or use a google_redis_instance",
  );
  return trail.end(null);
}
