import type { Environment } from "../environments/environment";
import type { Expected } from "../lineup/src/expected";

/** What an environment says of its services besides their resources, by the names that Google knows. */
export function expectedOf({ name, file, services }: Environment): Expected & { schema: string } {
  return {
    schema: "lineup/expected/1",
    environment: name,
    file,
    services: Object.fromEntries(
      Object.entries(services).map(([key, { name, requires, domains, traffic }]) => [
        name,
        { setting: `services.${key}`, requires, domains, ...(traffic && { traffic }) },
      ]),
    ),
  };
}
