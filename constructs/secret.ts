import { SecretManagerSecret } from "@cdktf/provider-google/lib/secret-manager-secret";
import { SecretManagerSecretIamMember } from "@cdktf/provider-google/lib/secret-manager-secret-iam-member";
import { SecretManagerSecretVersion } from "@cdktf/provider-google/lib/secret-manager-secret-version";
import type { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { Construct } from "constructs";
import { ProjectApis } from "./project-apis";

/**
 * A value that services read at start and nobody writes down.
 *
 * The value is written with `secret_data`, not with the write-only twin: every refresh reads Redis's AUTH string
 * anyway, and only this form notices when it was rotated behind Terraform's back. See docs/decisions/0005.
 */
export class Secret extends Construct {
  private readonly secret: SecretManagerSecret;
  private readonly current: SecretManagerSecretVersion;

  constructor(scope: Construct, id: string, { name, value }: { name: string; value: string }) {
    super(scope, id);
    this.secret = new SecretManagerSecret(this, "Resource", {
      secretId: name,
      replication: { auto: {} },
      dependsOn: [ProjectApis.of(this).enable("secretmanager")],
    });
    this.current = new SecretManagerSecretVersion(this, "version", {
      secret: this.secret.id,
      secretData: value,
      // Services move to the new version before the old one goes; otherwise an instance starting in between fails.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  get secretId(): string {
    return this.secret.secretId;
  }

  /** A number, not "latest": a new value rolls the services that read it instead of waiting for their next start. */
  get version(): string {
    return this.current.version;
  }

  /** Lets one account read this one secret. */
  grantRead(scope: Construct, id: string, account: ServiceAccount): SecretManagerSecretIamMember {
    return new SecretManagerSecretIamMember(scope, id, {
      secretId: this.secret.secretId,
      role: "roles/secretmanager.secretAccessor",
      member: account.member,
    });
  }
}
