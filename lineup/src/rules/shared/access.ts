import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import { type SecretAccess, secretAccess } from "../../reachability/secret-access";
import type { Account } from "../../topology/accounts";
import type { Service, Topology } from "../../topology/model";

// What the services of a path need besides packets, before and after.

/** A service on a declared path, in both snapshots. */
export interface ServedService {
  address: string;
  was: Service;
  is: Service;
}

/** The services on a declared path that are there before and after. */
export function servedServices({ pairs, before, after }: Comparison): ServedService[] {
  const moved = new Map(pairs.flatMap(({ from, before: path }) => (path ? [[from, path.from] as const] : [])));
  const found = new Map<string, ServedService>();
  for (const { from } of pairs) {
    const is = after.services.get(from);
    const was = before.services.get(moved.get(from) ?? from);
    if (is && was) found.set(from, { address: from, was, is });
  }
  return [...found.values()];
}

export function accountOf(service: Service, { accounts }: Topology): Account {
  return accounts.of(service.account);
}

/** A secret that a service is given afterwards, and who let it be read before and after. */
export interface SecretNeed {
  address: string;
  service: ServedService;
  was: SecretAccess | undefined;
  is: SecretAccess;
}

const needs = new WeakMap<Comparison, SecretNeed[]>();

export function secretNeeds(comparison: Comparison): SecretNeed[] {
  const known = needs.get(comparison);
  if (known) return known;
  const found = servedServices(comparison).flatMap((service) => {
    const before = secretAccess(comparison.before.topology, service.was);
    return secretAccess(comparison.after.topology, service.is).map((is): SecretNeed => {
      const was = before.find(({ secret }) => isAlike(secret, is.secret, comparison));
      return { address: service.address, service, was, is };
    });
  });
  needs.set(comparison, found);
  return found;
}

function isAlike(was: SecretAccess["secret"], is: SecretAccess["secret"], comparison: Comparison): boolean {
  if (was.resource && is.resource) return comparison.renamed(was.resource.address) === is.resource.address;
  return comparison.after.topology.secrets.compare(was, is) === "same";
}

/** Whether a resource is one of these, before it was moved or after. */
export function isAmong({ address, previousAddress }: Change, addresses: readonly string[]): boolean {
  return addresses.includes(address) || (previousAddress !== undefined && addresses.includes(previousAddress));
}
