import { IamWorkloadIdentityPool } from "@cdktf/provider-google/lib/iam-workload-identity-pool";
import { IamWorkloadIdentityPoolProvider } from "@cdktf/provider-google/lib/iam-workload-identity-pool-provider";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { ProjectApis } from "../project-apis";
import { ATTRIBUTES, providerCondition, type TrustedJobs } from "./provider-condition";

const ISSUER = "https://token.actions.githubusercontent.com";

/**
 * How a job of the pipeline proves to Google who it is: by a token that GitHub signs for it, and no key anywhere.
 *
 * A pool and a provider that are deleted keep their ids for 30 days: made anew, they are refused with "already exists".
 * They are undeleted (gcloud iam workload-identity-pools undelete) and imported instead.
 */
export class WorkloadIdentity extends Construct {
  readonly provider: IamWorkloadIdentityPoolProvider;
  private readonly pool: IamWorkloadIdentityPool;

  constructor(scope: Construct, id: string, jobs: TrustedJobs) {
    super(scope, id);
    const apis = ProjectApis.of(this);
    this.pool = new IamWorkloadIdentityPool(this, "pool", {
      workloadIdentityPoolId: "github",
      displayName: "GitHub Actions",
      disabled: false,
      dependsOn: [apis.enable("iam"), apis.enable("sts"), apis.enable("iamcredentials")],
    });
    this.provider = new IamWorkloadIdentityPoolProvider(this, "provider", {
      workloadIdentityPoolId: this.pool.workloadIdentityPoolId,
      workloadIdentityPoolProviderId: "github",
      displayName: "GitHub Actions",
      disabled: false,
      oidc: { issuerUri: ISSUER },
      attributeMapping: ATTRIBUTES,
      attributeCondition: providerCondition(jobs),
    });
  }

  /** The number of the project: the pool's name has it, and nothing more need be read. */
  get projectNumber(): string {
    return Token.asString(Fn.element(Fn.split("/", this.pool.name), 1));
  }

  /** The jobs of a place, as a binding names them. */
  jobsAt(place: string): string {
    return `principalSet://iam.googleapis.com/${this.pool.name}/${place}`;
  }
}
