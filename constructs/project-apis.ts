import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";

const ID = "apis";

/** What an environment and its pipeline use. */
const APIS = [
  "compute",
  "iam",
  "iamcredentials",
  "logging",
  "monitoring",
  "redis",
  "run",
  "secretmanager",
  "servicenetworking",
  "storage",
  "sts",
  "vpcaccess",
] as const;
/** Where a setting asks for it. */
type GoogleApi = (typeof APIS)[number] | "cloudkms" | "cloudscheduler" | "networkmanagement";

/**
 * The Google APIs of the project. A construct asks for the one it needs and makes its first resource wait for it: on a
 * fresh project nothing else in the reference graph says that Redis needs redis.googleapis.com.
 */
export class ProjectApis extends Construct {
  private readonly enabled = new Map<GoogleApi, ProjectService>();

  private constructor(scope: Construct) {
    super(scope, ID);
  }

  /** The one of this stack. */
  static of(scope: IConstruct): ProjectApis {
    const stack = TerraformStack.of(scope);
    return (stack.node.tryFindChild(ID) as ProjectApis | undefined) ?? new ProjectApis(stack);
  }

  /** All that any construct asks for, so that who deploys need not turn one on. */
  enableAll(): void {
    for (const api of APIS) this.enable(api);
  }

  enable(api: GoogleApi): ProjectService {
    const already = this.enabled.get(api);
    if (already) return already;
    const service = new ProjectService(this, api, {
      service: `${api}.googleapis.com`,
      // Other things in the project may use the API; destroying this environment must not cut them off.
      disableOnDestroy: false,
      disableDependentServices: false,
    });
    this.enabled.set(api, service);
    return service;
  }
}
