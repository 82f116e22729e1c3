import { callerNoun } from "../../../facts/callers";
import { isCacheAddress, TARGET_TYPES } from "../../../facts/targets";
import { isAddressText, isLoopback, isOfAnotherProvider } from "../endpoint";
import { mayBeElsewhere } from "../topology/address-sources";
import { type Declared, declaredPaths, namedUses } from "../topology/declared";
import { answerFor } from "../topology/dns";
import type { Service, Target, Topology } from "../topology/model";
import type { NamedUse } from "../topology/other-callers";
import { get, knownText } from "../topology/read";
import { atReadEndpoint } from "../topology/targets";
import { known } from "../values";
import { mayHoldMore, READ_AGAIN, unreadElsewhere, unreadThatMatters, whyUnread } from "./blind-spots";
import { withoutFalseBlocks } from "./candidates";
import { EgressRules } from "./egress-rules";
import { enterNetwork } from "./hops/access";
import { runsAsAccount } from "./hops/account";
import { letsServiceIn } from "./hops/admission";
import { passConnectorInfrastructure } from "./hops/connector-infrastructure";
import { type Destination, destination, type Ports, passEgressFirewall } from "./hops/egress";
import { arriveAtTarget } from "./hops/endpoint";
import type { Entry } from "./hops/entry";
import { crossPeering } from "./hops/peering";
import { mayBeAllowedFirst, passUnevaluated } from "./hops/policies";
import { leaveForPrivateRanges } from "./hops/private-ranges";
import { rangesApart } from "./hops/ranges";
import { readsItsSecrets } from "./hops/secrets";
import { type Path, Trail } from "./path";
import { ofRevision, overRevisions } from "./revisions";
import { addressSettings, endpointsUsed } from "./settings";

/** Follows a packet from each service to each Redis and records what happens to it. */
export class Tracer {
  private readonly egressRules: EgressRules;

  constructor(private readonly topology: Topology) {
    this.egressRules = new EgressRules(topology);
  }

  /** Every path that the input declares. */
  declared(): Path[] {
    return [
      ...overRevisions(
        withoutFalseBlocks(
          this.declaredByThoseThatServe().map((declared) => this.trace(declared)),
          this.topology,
        ),
        this.topology.services,
      ),
      ...namedUses(this.topology).map(fromOther),
    ];
  }

  /** Where older revisions take requests, what they declare counts, and not what the template does. */
  private declaredByThoseThatServe(): Declared[] {
    const declared = declaredPaths(this.topology);
    const services = this.topology.services.flatMap(({ serving }) => serving ?? []);
    if (services.length === 0) return declared;
    const byRevisions = declaredPaths({ ...this.topology, services });
    const replaced = new Set(byRevisions.map(({ service }) => service.address));
    return [...declared.filter(({ service }) => !replaced.has(service.address)), ...byRevisions];
  }

  /** Paths that somebody asks about, declared or not. */
  between(from: string | undefined, to: string | undefined): Path[] {
    const services = this.topology.services.filter(({ address }) => from === undefined || address === from);
    const targets = this.topology.targets.filter(({ address }) => to === undefined || address === to);
    const declared = this.declaredByThoseThatServe();
    const traced = services.flatMap((service) =>
      targets.flatMap((target) => {
        const isDeclared = declared.some(
          (path) => "target" in path && path.service.address === service.address && path.target === target,
        );
        return (service.serving ?? [service]).map((one) => ofRevision(this.toTarget(one, target, isDeclared), one));
      }),
    );
    return [...overRevisions(traced, this.topology.services)];
  }

  private trace(declared: Declared): Path {
    return ofRevision(this.traced(declared), declared.service);
  }

  private traced(declared: Declared): Path {
    if ("target" in declared) return this.toTarget(declared.service, declared.target, true);
    if ("other" in declared) return toOther(declared.service, declared.other.address);
    return this.toNoRedis(declared);
  }

  private toTarget(service: Service, target: Target, isDeclared: boolean): Path {
    const settings = addressSettings(this.topology, service, target);
    const { noun, portFollows } = target.kind.facts;
    const calls = [...endpointsUsed(settings)].map((name) => (name === "host" ? target : atReadEndpoint(target)));
    const trail = new Trail(service.address, target.address);
    const isPrivate = !target.mayBePublic || settings.some(({ owner }) => owner.kind === "this");
    const entry = enterNetwork(trail, this.topology, this.topology.finder, service, { noun, isPrivate });
    runsAsAccount(trail, this.topology, service);
    readsItsSecrets(trail, this.topology, service);
    const port = known(target.port);
    if (entry) {
      rangesApart(trail.at("entry"), this.topology, entry, target);
      for (const called of calls) leaveForPrivateRanges(trail.at("entry"), service, entry, called);
      if (port === undefined) {
        const at = { address: target.address, attribute: portFollows.attribute };
        const message = `its port is unknown: it follows from the ${portFollows.from}, which this input does not resolve`;
        trail.at("target").unknown("UNRESOLVED_REFERENCE", at, message, `write the ${portFollows.from} out`);
      } else {
        for (const called of calls) {
          this.leaveNetwork(trail.at("firewall"), entry, called, { from: port, to: port });
        }
        const { nodes } = target;
        if (nodes) {
          const unless = nodes.areCalled ? undefined : "clients call no node of an instance without cluster mode";
          this.leaveNetwork(trail.at("firewall"), entry, nodes, nodes.ports, unless);
        }
      }
      crossPeering(trail.at("peering"), this.topology, entry, target);
    }
    arriveAtTarget(trail.at("target"), this.topology, service, target, settings, { isDeclared });
    letsServiceIn(trail.at("target"), this.topology, service, target);
    this.outsideInput(trail.at("target"), service, entry, target);
    for (const called of calls) {
      if (called.addressKnowledge === "range") trail.mention(`${noun} gets its address from ${destination(called)}`);
      if (called.addressKnowledge === "nothing") trail.mention(`${noun} gets an address that is not known yet`);
    }
    return trail.end(port ?? null, typeof target.name === "string" ? target.name : undefined);
  }

  private leaveNetwork(trail: Trail, entry: Entry, called: Destination, ports: Ports, unless?: string): void {
    const isFirst = mayBeAllowedFirst(this.topology, entry, called, ports);
    const egress = passEgressFirewall(trail, this.egressRules, entry.sender, called, ports, {
      unless: unless ?? (isFirst ? "a policy does" : undefined),
    });
    if (entry.isConnector) passConnectorInfrastructure(trail, egress);
    passUnevaluated(trail, this.topology, entry, called, ports, egress);
  }

  /** The service holds an address that is written out and belongs to no Redis of this input. */
  private toNoRedis({ service, unowned, host }: Extract<Declared, { unowned: unknown }>): Path {
    const isElsewhere =
      isOfAnotherProvider(unowned.name) || mayBeElsewhere(unowned.value ?? unowned.secretValue, this.topology);
    if (host === undefined && service.access.kind === "none" && !isElsewhere) {
      const outside = this.withoutWayIn(service);
      if (outside) return outside;
    }
    const trail = new Trail(service.address, null, "target");
    const name = typeof service.name === "string" ? service.name : undefined;
    trail.step({ kind: "start", address: service.address, name, region: undefined });
    const at = { address: service.address, attribute: unowned.attribute };
    const fix = "refer to the Redis instance's host instead of writing an address";
    const allKnown =
      this.topology.targets.every(
        ({ kind, addressKnowledge }) => !kind.facts.isCache || addressKnowledge === "address",
      ) &&
      this.topology.otherTargets.every(
        ({ address, addresses }) => !isCacheAddress(address) || addresses.some((one) => typeof one === "string"),
      ) &&
      !mayHoldMore(this.topology, ...TARGET_TYPES);
    if (host !== undefined && isLoopback(host)) {
      trail.blocked("ADDRESS_MISMATCH", at, `${unowned.name} points at the container itself`, fix);
    } else if (host === undefined) {
      const why = unowned.secretDoubt === undefined ? "" : `: ${unowned.secretDoubt}`;
      const what = unowned.name === "" ? "whether its variables name a Redis" : `where ${unowned.name} points${why}`;
      trail.unknown("UNRESOLVED_REFERENCE", at, `lineup cannot determine ${what}`, fix);
    } else if (!isAddressText(host)) {
      const why = answerFor(host, service, this.topology)?.doubt ?? "";
      const message = `${unowned.name} holds a name, and lineup cannot determine which address it resolves to`;
      trail.unknown("ADDRESS_MISMATCH", at, why === "" ? message : `${message}: ${why}`, fix);
    } else if (allKnown) {
      trail.blocked("ADDRESS_MISMATCH", at, `${unowned.name} is ${host}, which is the address of no Redis here`, fix);
    } else {
      const unread = whyUnread(this.topology, TARGET_TYPES);
      const why = unread ?? "not every Redis here has a known address";
      trail.unknown("ADDRESS_MISMATCH", at, `${unowned.name} is ${host}, and ${why}`, unread ? READ_AGAIN : fix);
    }
    return trail.end(null);
  }

  /** Whichever cache of the input is meant: a service that is in no network gets to none of them. */
  private withoutWayIn(service: Service): Path | undefined {
    const judged = this.topology.targets.filter(
      ({ kind, resource }) => kind.facts.isCache && resource.mode === "managed",
    );
    const others = this.topology.otherTargets.filter(({ address }) => isCacheAddress(address));
    const [only, ...more] = [...judged, ...others];
    if (!only) return undefined;
    const trail = new Trail(service.address, more.length === 0 ? only.address : null);
    enterNetwork(trail, this.topology, this.topology.finder, service);
    return trail.end(null);
  }

  private outsideInput(trail: Trail, { address }: Service, entry: Entry | undefined, target: Target): void {
    for (const text of unreadThatMatters(this.topology.blindSpots, { entry, target })) {
      trail.unknown(
        "UNRESOLVED_REFERENCE",
        { address, attribute: "" },
        text,
        this.topology.kind === "inventory" ? READ_AGAIN : "judge an input that holds it",
      );
    }
    for (const module of unreadElsewhere(this.topology.blindSpots, { entry, target })) {
      trail.assume(`${module}, whose code is not in this input, denies nothing in a network that it is not given`);
    }
    if (this.topology.isPartial)
      trail.assume(
        "nothing that the plan leaves out changes it: it was made with -target, or some changes are deferred",
      );
    if (this.topology.kind !== "inventory")
      trail.mention(
        "nothing outside this input denies it: only an inventory shows firewall rules that were made by hand",
      );
  }
}

/** A caller of a kind that is not judged, which refers to a target: its path is there, and nobody looked. */
function fromOther({ caller, target }: NamedUse): Path {
  const trail = new Trail(caller.address, target);
  trail.step({ kind: "start", address: caller.address, name: knownText(get(caller, "name")), region: undefined });
  const reads = target === null ? "holds an address of a Redis by its name" : `reads ${target}`;
  const message = `it ${reads}, and lineup does not judge what a ${callerNoun(caller.type)} reaches`;
  const fix = "check this path by hand";
  trail.unknown("UNRESOLVED_REFERENCE", { address: caller.address, attribute: "" }, message, fix);
  return trail.end(null);
}

function toOther(service: Service, target: string): Path {
  const trail = new Trail(service.address, target, "target");
  trail.step({ kind: "start", address: service.address, name: known(service.name), region: known(service.region) });
  trail.unknown(
    "UNRESOLVED_REFERENCE",
    { address: target, attribute: "" },
    "lineup does not evaluate how this target is reached",
    "check the path by hand: docs/targets.md lists what is judged",
  );
  return trail.end(null);
}
