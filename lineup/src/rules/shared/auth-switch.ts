import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import type { Service, Target, Topology } from "../../topology/model";
import { get } from "../../topology/read";
import { field, type Reference, Unresolved, withoutKey } from "../../values";
import { isSecretVersion } from "./redis-password";

// Who has the password of a Redis whose AUTH is turned on or off. Google makes the string when AUTH is turned on, so
// that nobody can have it before: only a plan that leads from Redis to the service gives it.

/** The services on this Redis, by whether the snapshot afterwards leads its password to them. */
export function holders(change: Change, comparison: Comparison): { given: string[]; others: string[] } {
  const { after } = comparison;
  const target = after.targets.get(change.address);
  const isGiven = (address: string) => {
    const service = after.services.get(address);
    return target !== undefined && service !== undefined && isGivenPassword(service, target, after.topology);
  };
  const services = comparison.servicesOn(change).filter((address) => after.services.has(address));
  return { given: services.filter(isGiven), others: services.filter((address) => !isGiven(address)) };
}

/** In a variable, a file, or a secret whose content is made from the AUTH string of this Redis. */
function isGivenPassword(service: Service, target: Target, { secrets }: Topology): boolean {
  const isDirect = service.variables.some(
    ({ value }) => value instanceof Unresolved && reads(value.references, target),
  );
  const uses = [...service.variables, ...service.secretVolumes];
  return (
    isDirect ||
    uses.some(
      ({ secret }) => secret !== undefined && secrets.named(secret).some((version) => reads(version.reads, target)),
    )
  );
}

function reads(references: readonly Reference[], { aliases }: Pick<Target, "aliases">): boolean {
  return references.some(
    ({ address, attribute }) =>
      (attribute === "" || attribute === "auth_string") &&
      aliases.some((alias) => alias === address || withoutKey(alias) === address),
  );
}

/**
 * A secret version that is planned with the AUTH string as it is before AUTH is on. Terraform refuses to write another
 * one (terraform-provider-google#11066), and by then Redis is updated. A data source is read after Redis.
 */
export function plannedTooEarly(change: Change, comparison: Comparison): string | undefined {
  const itself = { aliases: [change.address] };
  return comparison.after.topology.resources.find((version) => {
    const made = comparison.changeOf(version.address);
    if (!made || !isSecretVersion(made) || !["create", "replace"].includes(made.action)) return false;
    const isWrittenOnly = Number(get(version, "secret_data_wo_version") ?? 0) > 0;
    return !isWrittenOnly && field(made.afterUnknown, "secret_data") !== true && reads(version.reads, itself);
  })?.address;
}

/** Up to 5.0 Redis refuses the commands of established connections too; from 6.x on they go on. */
export function refusesEstablished({ after }: Change): boolean {
  const [, major] = /^REDIS_(\d+)_/.exec(String(field(after, "redis_version"))) ?? [];
  return major !== undefined && Number(major) < 6;
}
