import { type ITerraformDependable, Lazy, type TerraformResource } from "cdktf";
import { startAfter } from "./ordering";
import type { ReadableSecret } from "./secret";
import type { ServerlessConnector } from "./serverless-connector";

export type Egress = "PRIVATE_RANGES_ONLY" | "ALL_TRAFFIC";

/** In Terraform's own spelling: what is produced late is not translated by cdktf any more. */
export type ContainerVariable =
  | { name: string; value: string }
  | { name: string; value_source: { secret_key_ref: { secret: string; version: string } } };
interface SecretFile {
  volume: string;
  directory: string;
  file: string;
  secret: ReadableSecret;
}

export const readsSecret = (name: string, { secretId, version }: ReadableSecret): ContainerVariable => ({
  name,
  value_source: { secret_key_ref: { secret: secretId, version } },
});

/**
 * As whom a service runs, its way into the network, and what connecting it has given it. The service and its probe hold
 * the same one, so that the probe stands where the service stands. All of it is read at synth: what is given later, both
 * have.
 */
export class Placement {
  private readonly names = new Set<string>();
  private readonly given: ContainerVariable[] = [];
  private readonly files: SecretFile[] = [];
  private readonly placed: TerraformResource[] = [];
  private readonly prerequisites: ITerraformDependable[] = [];

  constructor(
    readonly account: string,
    private readonly connector: { through: ServerlessConnector; egress: Egress } | undefined,
  ) {}

  /** What a template of a service and one of a job both say of it. */
  get template() {
    return {
      serviceAccount: this.account,
      vpcAccess: this.connector && { connector: this.connector.through.id, egress: this.connector.egress },
      volumes: this.volumes,
    };
  }

  get variables(): readonly ContainerVariable[] {
    return this.given;
  }

  // biome-ignore lint/suspicious/noExplicitAny: a late list is typed as something that is not the list it stands for
  get volumeMounts(): any {
    return late(() => this.files.map(({ volume, directory }) => ({ name: volume, mount_path: directory })));
  }

  give(name: string, value: string): void {
    this.add({ name, value });
  }

  giveSecret(name: string, secret: ReadableSecret): void {
    this.add(readsSecret(name, secret));
  }

  /** Mounts a secret as a file and says in a variable where it is. */
  giveSecretFile(name: string, { volume, directory, file, secret }: SecretFile): void {
    this.files.push({ volume, directory, file, secret });
    this.give(name, `${directory}/${file}`);
  }

  /** Takes the name of a variable, here or of the service alone. */
  claim(name: string): void {
    if (this.names.has(name)) {
      throw new Error(`${name} would be set twice - remove it from env, the wiring writes it`);
    }
    this.names.add(name);
  }

  /** Everything here starts after this. */
  startAfter(prerequisite: ITerraformDependable | undefined): void {
    if (!prerequisite) return;
    this.prerequisites.push(prerequisite);
    for (const resource of this.placed) startAfter(resource, prerequisite);
  }

  /** The resource starts after everything that was said, and that will be. */
  place(resource: TerraformResource): void {
    this.placed.push(resource);
    for (const prerequisite of this.prerequisites) startAfter(resource, prerequisite);
  }

  private add(variable: ContainerVariable): void {
    this.claim(variable.name);
    this.given.push(variable);
  }

  // biome-ignore lint/suspicious/noExplicitAny: a late list is typed as something that is not the list it stands for
  private get volumes(): any {
    return late(() =>
      this.files.map(({ volume, file, secret }) => ({
        name: volume,
        secret: { secret: secret.secretId, items: [{ path: file, version: secret.version, mode: 0o444 }] },
      })),
    );
  }
}

/** Sorted by name, so that a plan does not depend on the order of calls. */
// biome-ignore lint/suspicious/noExplicitAny: a late list is typed as something that is not the list it stands for
export function environmentOf(produce: () => readonly ContainerVariable[]): any {
  return late(() => [...produce()].sort((a, b) => (a.name < b.name ? -1 : 1)));
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
