import { allowed, decide } from "../reachability/firewall";
import { enterNetwork } from "../reachability/hops/access";
import { Trail } from "../reachability/path";
import { bestCase, type PacketSender, ruleEffects } from "../reachability/rule-effects";
import { ALL_ADDRESSES } from "../sets/addresses";
import { isEmpty, type Space, subtract } from "../sets/space";
import { ALL_TRAFFIC } from "../sets/traffic";
import type { Cache, Service, Topology } from "../topology/model";

/**
 * Whether a service may send where it could not, because it is another sender to the rules than it was: it lost the
 * tag by which they speak of it, or goes through another connector. Both are held against the rules as they are now.
 */
export function sendsFurther(was: Service, is: Service, written: Topology, now: Topology, cache: Cache): boolean {
  const [before, after] = [senderIn(written, was), senderIn(now, is)];
  if (!before || !after) return false;
  const past = spaceOf(before, now, cache);
  const gained = past.reduce<Space>((left, box) => subtract(left, box), spaceOf(after, now, cache));
  return !isEmpty(gained);
}

function senderIn(topology: Topology, service: Service): PacketSender | undefined {
  return enterNetwork(new Trail(service.address, null), topology, topology.finder, service)?.sender;
}

/** Every packet that the rules let this sender send. */
function spaceOf(sender: PacketSender, { rules }: Topology, cache: Cache): Space {
  const outward = rules.filter(({ direction, disabled }) => direction === "EGRESS" && disabled !== true);
  const mine = outward.filter(({ tags }) => tags === undefined || !Array.isArray(tags) || isMeant(tags, sender));
  return allowed(decide(bestCase(ruleEffects(mine, sender, cache)), [{ to: ALL_ADDRESSES, traffic: ALL_TRAFFIC }]));
}

function isMeant(tags: readonly unknown[], { tags: own }: PacketSender): boolean {
  return !Array.isArray(own) || own.some((tag) => tags.includes(tag));
}
