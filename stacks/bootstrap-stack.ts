import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { LocalBackend } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments/environment";
import { GoogleStack } from "./google-stack";

/**
 * The bucket that holds an environment's state. It cannot hold its own: this stack's state is a local file, and losing
 * that file loses nothing, since the bucket can be imported again (docs/runbooks/bootstrap.md).
 */
export class BootstrapStack extends GoogleStack {
  constructor(scope: Construct, id: string, env: Environment) {
    super(scope, id, env);
    // Relative to the stack's folder, where terraform runs. Without a path, cdktf writes an absolute one of this machine.
    new LocalBackend(this, { path: `../../../${id}.tfstate` });
    new StorageBucket(this, "state", {
      name: env.names.stateBucket,
      location: env.region,
      // Old states are how one gets back from a bad apply.
      versioning: { enabled: true },
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      forceDestroy: false,
    });
  }
}
