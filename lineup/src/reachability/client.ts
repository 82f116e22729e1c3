import type { Service, Target, Topology } from "../topology/model";
import { addressSettings } from "./settings";

/**
 * A service as its containers see it that have the address of this Redis: what only a sidecar is given is not theirs.
 * All of it where no container is known to have the address.
 */
export function clientOf(topology: Topology, service: Service, target: Target): Service {
  const inventory = topology.kind === "inventory";
  const volumes = service.secretVolumes.map((one) => ({ ...one, containers: inventory ? undefined : one.containers }));
  const within = (containers: readonly number[]): Service => ({
    ...service,
    variables: service.variables.filter(({ container }) => containers.includes(container)),
    arguments: service.arguments.filter(({ container }) => containers.includes(container)),
    secretVolumes: volumes.filter((one) => one.containers?.some((it) => containers.includes(it)) ?? true),
  });
  const all = [...new Set([...service.variables, ...service.arguments].map(({ container }) => container))];
  const calling = all.filter((container) =>
    addressSettings(topology, within([container]), target).some(
      ({ isNamed, owner }) => isNamed || owner.kind === "this",
    ),
  );
  if (calling.length > 0) return within(calling);
  return { ...service, secretVolumes: volumes.filter(({ containers }) => containers?.length !== 0) };
}
