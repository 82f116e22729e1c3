import { DataGoogleStorageProjectServiceAccount } from "@cdktf/provider-google/lib/data-google-storage-project-service-account";
import { KmsCryptoKeyIamMember } from "@cdktf/provider-google/lib/kms-crypto-key-iam-member";
import { StorageBucket, type StorageBucketConfig } from "@cdktf/provider-google/lib/storage-bucket";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { Construct } from "constructs";
import { ProjectApis } from "../project-apis";

export interface StateBucketProps {
  name: string;
  logBucket: string;
  region: string;
  keepOldVersionsDays: number;
  kmsKey?: string | undefined;
}

const DAY_SECONDS = 24 * 60 * 60;
/** Who read the state is asked long after: a year and a month. */
const KEEP_LOGS_DAYS = 400;
/** Google writes access logs as this group. Where an organization allows its own domains alone, it must allow it too. */
const LOG_WRITER = "group:cloud-storage-analytics@google.com";

/**
 * The bucket of the state, and the log of who read and wrote it. The state holds the AUTH string: old versions end after
 * a set time, and what was deleted can be brought back for a week.
 */
export class StateBucket extends Construct {
  readonly bucket: StorageBucket;

  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    const closed: Pick<
      StorageBucketConfig,
      "location" | "uniformBucketLevelAccess" | "publicAccessPrevention" | "forceDestroy" | "softDeletePolicy"
    > = {
      location: props.region,
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      forceDestroy: false,
      softDeletePolicy: { retentionDurationSeconds: 7 * DAY_SECONDS },
    };
    const storage = ProjectApis.of(this).enable("storage");
    const logs = new StorageBucket(this, "logs", {
      ...closed,
      name: props.logBucket,
      lifecycleRule: [{ action: { type: "Delete" }, condition: { age: KEEP_LOGS_DAYS } }],
      dependsOn: [storage],
    });
    const logging = new StorageBucketIamMember(this, "logs-written", {
      bucket: logs.name,
      role: "roles/storage.objectCreator",
      member: LOG_WRITER,
    });
    const key = props.kmsKey === undefined ? undefined : this.letEncrypt(props.kmsKey);
    this.bucket = new StorageBucket(this, "Resource", {
      ...closed,
      name: props.name,
      // Old states are how one gets back from a bad apply.
      versioning: { enabled: true },
      lifecycleRule: [
        {
          action: { type: "Delete" },
          condition: { daysSinceNoncurrentTime: props.keepOldVersionsDays, withState: "ARCHIVED" },
        },
      ],
      logging: { logBucket: logs.name, logObjectPrefix: "access" },
      encryption: key && { defaultKmsKeyName: key.cryptoKeyId },
      dependsOn: [logging],
    });
  }

  /** Cloud Storage encrypts as an account of its own, of the project. */
  private letEncrypt(cryptoKeyId: string): KmsCryptoKeyIamMember {
    const agent = new DataGoogleStorageProjectServiceAccount(this, "agent", {
      dependsOn: [ProjectApis.of(this).enable("cloudkms")],
    });
    return new KmsCryptoKeyIamMember(this, "encrypts", {
      cryptoKeyId,
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      member: agent.member,
    });
  }
}
