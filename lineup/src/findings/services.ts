import { isSecretName } from "../../../facts/secret-names";
import { endpointOf, isRedisAddress } from "../endpoint";
import type { Resource } from "../inputs/model";
import type { Topology } from "../topology/model";
import { items, within } from "../topology/read";
import { field, Unresolved, type Value } from "../values";
import type { Check, Finding } from "./finding";

/** Where Redis is, written down instead of referred to: true until Redis is replaced. */
export const literalRedis: Check = ({ topology }) =>
  topology.services.flatMap(({ address, resource, variables }) =>
    variables.flatMap((variable): Finding[] => {
      const at = { address, attribute: variable.attribute };
      const found: Finding[] = [];
      if (variable.name.toUpperCase() === "REDIS_URL") {
        found.push({
          rule: "redis-url",
          severity: "warning",
          ...at,
          message: "REDIS_URL is deprecated: host, port and password in one string",
          fix: "give REDIS_HOST, REDIS_PORT and a secret REDIS_PASSWORD",
        });
      }
      // After an apply every value is a literal; only configuration can tell.
      if (topology.kind === "state" || topology.kind === "inventory" || !isSaid(variable.value)) return found;
      const said = String(variable.value);
      if (isRedisAddress(variable) && endpointOf(said).host !== undefined && !isRead(topology, resource, ADDRESS)) {
        found.push({
          rule: "literal-redis-host",
          severity: "warning",
          ...at,
          message: `${variable.name} is written out; it goes stale when Redis is replaced`,
          fix: "refer to the instance's host",
        });
      } else if (/^(?=.*REDIS).*PORT$/is.test(variable.name) && !isRead(topology, resource, PORT)) {
        found.push({
          rule: "literal-redis-port",
          severity: "warning",
          ...at,
          message: `${variable.name} is written out; TLS moves the port`,
          fix: "refer to the instance's port",
        });
      }
      return found;
    }),
  );

const ADDRESS = ["", "host", "read_endpoint"];
const PORT = ["", "port", "read_endpoint_port"];

function isSaid(value: Value | undefined): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** In a plan over an existing state the referred values are already known. */
function isRead({ kind }: Topology, { reads }: Resource, attributes: string[]): boolean {
  return (
    kind === "plan" &&
    reads.some((read) => /google_redis_instance\./.test(read.address) && attributes.includes(read.attribute))
  );
}

function readsAuth({ references }: Unresolved): boolean {
  return references.some(({ attribute }) => attribute === "auth_string");
}

/** A value with its holes filled: what is written around them is as plain as any. */
function readable(value: Value | undefined): Value | undefined {
  const parts = value instanceof Unresolved ? value.parts : undefined;
  return parts ? parts.map((part) => (typeof part === "string" ? part : "-")).join("") : value;
}

/** Values are judged by what they are called and never repeated. */
export const secretsInPlainSight: Check = ({ topology }) =>
  topology.services.flatMap(({ address, variables }) =>
    variables.flatMap((variable): Finding[] => {
      const at = { address, attribute: variable.attribute };
      const fix = "put it into Secret Manager and use value_source.secret_key_ref";
      const value = readable(variable.value);
      if (variable.value instanceof Unresolved && readsAuth(variable.value)) {
        return [
          {
            rule: "secret-in-env",
            severity: "error",
            ...at,
            message: `${variable.name} shows the AUTH string of Redis to everybody who may look at the service`,
            fix,
          },
        ];
      }
      if (typeof value !== "string" || value === "") return [];
      if (isSecretName(variable.name) || /:\/\/[^/\s:]*:[^/\s]+@/.test(value)) {
        return [
          {
            rule: "secret-in-env",
            severity: "error",
            ...at,
            message: `${variable.name} holds a secret in plain sight`,
            fix,
          },
        ];
      }
      return [];
    }),
  );

export const cpuIdleUnset: Check = ({ topology }) => {
  if (topology.kind === "state" || topology.kind === "inventory") return [];
  return topology.services
    .filter(({ resource }) => resource.type === "google_cloud_run_v2_service")
    .flatMap(({ address, resource }) =>
      items(within(field(resource.values, "template"), "containers")).flatMap((container): Finding[] => {
        const [resources] = items(within(container, "resources"));
        if (resources === undefined || resources instanceof Unresolved) return [];
        const said = within(resources, "cpu_idle");
        return said === undefined
          ? [
              {
                rule: "cpu-idle-unset",
                severity: "warning",
                address,
                attribute: "template.containers.resources.cpu_idle",
                message: "unset beside resources it becomes false: instances are billed around the clock",
                fix: "write cpu_idle out",
              },
            ]
          : [];
      }),
    );
};
