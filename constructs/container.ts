import type {
  CloudRunV2ServiceTemplateContainers,
  CloudRunV2ServiceTemplateVolumes,
} from "@cdktf/provider-google/lib/cloud-run-v2-service";
import { Lazy } from "cdktf";
import type { ReadableSecret } from "./secret";

export interface ContainerProps {
  image: string;
  port: number;
  cpu: string;
  memory: string;
  startupProbe: { path: string; periodSeconds: number; failureThreshold: number; timeoutSeconds: number };
  env: Record<string, string>;
}

/** In Terraform's own spelling: what is produced late is not translated by cdktf any more. */
type ContainerVariable =
  | { name: string; value: string }
  | { name: string; value_source: { secret_key_ref: { secret: string; version: string } } };
interface SecretFile {
  volume: string;
  directory: string;
  file: string;
  secret: ReadableSecret;
}

/** The one container of a service. Variables and files are added until synth, as the service is connected. */
export class Container {
  private readonly variables: ContainerVariable[];
  private readonly files: SecretFile[] = [];

  constructor(private readonly props: ContainerProps) {
    this.variables = Object.entries(props.env).map(([name, value]) => ({ name, value }));
  }

  give(name: string, value: string): void {
    this.add({ name, value });
  }

  giveSecret(name: string, secret: ReadableSecret): void {
    this.add({ name, value_source: { secret_key_ref: { secret: secret.secretId, version: secret.version } } });
  }

  /** Mounts a secret as a file and says in a variable where it is. */
  giveSecretFile(name: string, { volume, directory, file, secret }: SecretFile): void {
    this.files.push({ volume, directory, file, secret });
    this.give(name, `${directory}/${file}`);
  }

  get volumes(): CloudRunV2ServiceTemplateVolumes[] {
    return late(() =>
      this.files.map(({ volume, file, secret }) => ({
        name: volume,
        secret: { secret: secret.secretId, items: [{ path: file, version: secret.version, mode: 0o444 }] },
      })),
    );
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
      env: late(() => [...this.variables].sort((a, b) => (a.name < b.name ? -1 : 1))),
      volumeMounts: late(() => this.files.map(({ volume, directory }) => ({ name: volume, mount_path: directory }))),
    };
  }

  private add(variable: ContainerVariable): void {
    if (this.variables.some(({ name }) => name === variable.name)) {
      throw new Error(`${variable.name} would be set twice - remove it from env, the wiring writes it`);
    }
    this.variables.push(variable);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: cdktf types a late list as something that is not the list it stands for
function late(produce: () => unknown[]): any {
  return Lazy.anyValue({
    produce: () => {
      const list = produce();
      return list.length > 0 ? list : undefined;
    },
  });
}
