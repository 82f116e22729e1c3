import { listOf, type Place, thingOf } from "../../kind";
import type { CloudObject } from "../../store";
import { defaultAccount } from "../accounts";

export function revisionTemplate(template: CloudObject, place: Place): CloudObject {
  return {
    maxInstanceRequestConcurrency: 80,
    timeout: "300s",
    serviceAccount: defaultAccount(place.project, place.store),
    ...template,
    scaling: { maxInstanceCount: 100, ...thingOf(template, "scaling") },
    containers: (listOf(template, "containers") as CloudObject[]).map((container, index) => ({
      ...container,
      ...(index === 0 && container.ports === undefined && listOf(template, "containers").length === 1
        ? { ports: [{ name: "http1", containerPort: 8080 }] }
        : {}),
      resources: resources(thingOf(container, "resources")),
      ...(index === 0 && container.startupProbe === undefined
        ? { startupProbe: { timeoutSeconds: 240, periodSeconds: 240, failureThreshold: 1, tcpSocket: { port: 8080 } } }
        : {}),
    })),
    ...access(template),
  };
}

export function taskTemplate(template: CloudObject, place: Place): CloudObject {
  return {
    timeout: "600s",
    maxRetries: 3,
    serviceAccount: defaultAccount(place.project, place.store),
    executionEnvironment: "EXECUTION_ENVIRONMENT_GEN2",
    ...template,
    containers: (listOf(template, "containers") as CloudObject[]).map((container) => ({
      ...container,
      resources: { limits: { cpu: "1000m", memory: "512Mi" }, ...thingOf(container, "resources") },
    })),
    ...access(template),
  };
}

export function poolTemplate(template: CloudObject, place: Place): CloudObject {
  return {
    serviceAccount: defaultAccount(place.project, place.store),
    ...template,
    containers: (listOf(template, "containers") as CloudObject[]).map((container) => ({
      ...container,
      resources: { limits: { cpu: "1000m", memory: "512Mi" }, ...thingOf(container, "resources") },
    })),
    ...access(template),
  };
}

/** Google's documentation implies it: egress that is not set is for private ranges. */
function access(template: CloudObject): CloudObject {
  const vpcAccess = thingOf(template, "vpcAccess");
  if (!vpcAccess || Object.keys(vpcAccess).length === 0) return {};
  return { vpcAccess: { egress: "PRIVATE_RANGES_ONLY", ...vpcAccess } };
}

function resources(said: CloudObject | undefined): CloudObject {
  // With `resources`, `cpuIdle` is false by default; without, it is true.
  const limits = { cpu: "1000m", memory: "512Mi", ...thingOf(said, "limits") };
  return said ? { ...said, limits } : { limits, cpuIdle: true, startupCpuBoost: true };
}
