import { DataGoogleSecretManagerSecret } from "@cdktf/provider-google/lib/data-google-secret-manager-secret";
import { SecretManagerSecret } from "@cdktf/provider-google/lib/secret-manager-secret";
import { SecretManagerSecretIamMember } from "@cdktf/provider-google/lib/secret-manager-secret-iam-member";
import { SecretManagerSecretVersion } from "@cdktf/provider-google/lib/secret-manager-secret-version";
import { Construct } from "constructs";
import { ProjectApis } from "./project-apis";

/** What a service can be given to read, as a variable or a file. */
export interface ReadableSecret {
  readonly secretId: string;
  readonly version: string;
  /** Lets the account of this e-mail address read it. */
  grantRead(scope: Construct, id: string, account: string): SecretManagerSecretIamMember;
}

/**
 * A secret that is taken away goes after the services that read it have moved on: without this, Terraform deletes it
 * first, and no instance of theirs can start until they have. See docs/decisions/0009.
 */
const GONE_LAST = { createBeforeDestroy: true };

/**
 * A value that services read at start and no file holds.
 *
 * The value is written with `secret_data`, not with the write-only twin: every refresh reads Redis's AUTH string
 * anyway, and only this form notices when it was rotated behind Terraform's back. See docs/decisions/0005.
 */
export class Secret extends Construct implements ReadableSecret {
  private readonly secret: SecretManagerSecret;
  private readonly current: SecretManagerSecretVersion;

  constructor(scope: Construct, id: string, { name, value }: { name: string; value: string }) {
    super(scope, id);
    this.secret = new SecretManagerSecret(this, "Resource", {
      secretId: name,
      replication: { auto: {} },
      lifecycle: GONE_LAST,
      dependsOn: [ProjectApis.of(this).enable("secretmanager")],
    });
    this.current = new SecretManagerSecretVersion(this, "version", {
      secret: this.secret.id,
      secretData: value,
      // An instance that starts while services move to a new version still reads the old one. Creating before destroying
      // would do the same, but Terraform forces that order on everything below: on Redis too, whose name is taken.
      deletionPolicy: "ABANDON",
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
  grantRead(scope: Construct, id: string, account: string): SecretManagerSecretIamMember {
    return letRead(scope, id, this.secret.secretId, account);
  }
}

/** A secret that somebody else keeps: the app's own keys. Only its name is known here, never its value. */
export class ExistingSecret extends Construct implements ReadableSecret {
  readonly version = "latest";
  private readonly secret: DataGoogleSecretManagerSecret;

  constructor(scope: Construct, id: string, { secretId }: { secretId: string }) {
    super(scope, id);
    this.secret = new DataGoogleSecretManagerSecret(this, "Resource", { secretId });
  }

  get secretId(): string {
    return this.secret.secretId;
  }

  grantRead(scope: Construct, id: string, account: string): SecretManagerSecretIamMember {
    return letRead(scope, id, this.secret.secretId, account);
  }
}

function letRead(scope: Construct, id: string, secretId: string, account: string): SecretManagerSecretIamMember {
  return new SecretManagerSecretIamMember(scope, id, {
    secretId,
    role: "roles/secretmanager.secretAccessor",
    member: `serviceAccount:${account}`,
    lifecycle: GONE_LAST,
  });
}
