import type { CloudRunV2ServiceTemplateContainers } from "@cdktf/provider-google/lib/cloud-run-v2-service";
import { type ContainerVariable, environmentOf, type Placement, readsSecret } from "./placement";
import type { ReadableSecret } from "./secret";

export interface ContainerProps {
  image: string;
  port: number;
  cpu: string;
  memory: string;
  startupProbe: { path: string; periodSeconds: number; failureThreshold: number; timeoutSeconds: number };
  env: Record<string, string>;
}

/** The one container of a service: its own variables, and what its placement was given. */
export class Container {
  private readonly own: ContainerVariable[] = [];

  constructor(
    private readonly props: ContainerProps,
    private readonly placement: Placement,
  ) {
    for (const [name, value] of Object.entries(props.env)) this.add({ name, value });
  }

  giveSecret(name: string, secret: ReadableSecret): void {
    this.add(readsSecret(name, secret));
  }

  get config(): CloudRunV2ServiceTemplateContainers {
    const { image, port, cpu, memory, startupProbe } = this.props;
    return {
      image,
      ports: { name: "http1", containerPort: port },
      // cpu_idle left out beside limits becomes false: an instance that is billed around the clock.
      resources: { limits: { cpu, memory }, cpuIdle: true, startupCpuBoost: true },
      // An HTTP probe: a port-open probe passes without Redis.
      startupProbe: {
        httpGet: { path: startupProbe.path, port },
        initialDelaySeconds: 0,
        periodSeconds: startupProbe.periodSeconds,
        failureThreshold: startupProbe.failureThreshold,
        timeoutSeconds: startupProbe.timeoutSeconds,
      },
      env: environmentOf(() => [...this.own, ...this.placement.variables]),
      volumeMounts: this.placement.volumeMounts,
    };
  }

  private add(variable: ContainerVariable): void {
    this.placement.claim(variable.name);
    this.own.push(variable);
  }
}
