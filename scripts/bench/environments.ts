import { type Environment, readEnvironments } from "../../environments/environment";
import { staging } from "../../environments/staging";

/** Up to 150 valid environments, each with a name, a project and ranges of its own. */
export function environments(count: number): Environment[] {
  const inputs = Array.from({ length: count }, (_, index) => ({
    ...structuredClone(staging),
    name: `env-${index}`,
    project: `bench-project-${index}`,
    network: { ...staging.network, range: `10.0.${index}.0/24`, servicesRange: `10.${100 + index}.0.0/16` },
    connector: { ...staging.connector, range: `172.16.${index}.0/28` },
    redis: { ...staging.redis, peeringRange: `172.18.${index}.0/29` },
    services: Object.fromEntries(Object.entries(staging.services).map(([key, one]) => [key, { ...one, domains: [] }])),
  }));
  return readEnvironments(Object.fromEntries(inputs.map((input) => [`environments/${input.name}.ts`, input])));
}
