import { endpointOf, isRedisAddress } from "../reachability/hops/endpoint";
import { items, within } from "../topology/read";
import { field, Unresolved } from "../values";
import type { Check, Finding } from "./finding";

const SECRET_NAME = /(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i;

/** Where Redis is, written down instead of referred to: true until Redis is replaced. */
export const literalRedis: Check = ({ topology }) =>
  topology.services.flatMap(({ address, variables }) =>
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
      if (topology.kind === "state" || topology.kind === "inventory" || typeof variable.value !== "string")
        return found;
      if (isReadByReference(topology, address)) return found;
      if (isRedisAddress(variable) && endpointOf(variable.value).host !== undefined) {
        found.push({
          rule: "literal-redis-host",
          severity: "warning",
          ...at,
          message: `${variable.name} is written out; it goes stale when Redis is replaced`,
          fix: "refer to the instance's host",
        });
      } else if (/REDIS.*PORT$/i.test(variable.name)) {
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

/** In a plan over an existing state the referred values are already known. */
function isReadByReference(topology: Parameters<Check>[0]["topology"], address: string): boolean {
  const service = topology.services.find((candidate) => candidate.address === address);
  return (
    topology.kind === "plan" &&
    (service?.resource.reads.some((read) => /google_redis_instance\./.test(read.address)) ?? false)
  );
}

/** Values are judged by what they are called and never repeated. */
export const secretsInPlainSight: Check = ({ topology }) =>
  topology.services.flatMap(({ address, variables }) =>
    variables.flatMap((variable): Finding[] => {
      const at = { address, attribute: variable.attribute };
      const fix = "put it into Secret Manager and use value_source.secret_key_ref";
      const { value } = variable;
      if (value instanceof Unresolved && value.references.some(({ attribute }) => attribute === "auth_string")) {
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
      if (SECRET_NAME.test(variable.name) || /:\/\/[^/\s]*:[^/\s]+@/.test(value)) {
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
        const resources = within(container, "resources");
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
