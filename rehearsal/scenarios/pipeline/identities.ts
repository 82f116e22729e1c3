import { OWNER_TOKEN } from "../../endpoints";
import type { Run } from "../../pipeline/github/records";
import type { JobCall } from "../../pipeline/workflow/play";
import type { Sandbox } from "../../sandbox";
import { accountOf, PLAYED } from "../identities/grants";
import type { Event } from "./stage";

/** Who a job is to Google: what the GitHub environments hold, and who gets which token. */
export class Identities {
  constructor(private readonly owner: Sandbox) {}

  /** From now on each account may do what the bootstrap has granted to it, and nothing else. */
  enforce(): void {
    this.owner.cloud.cloud.iam.enforce(PLAYED.map(accountOf), OWNER_TOKEN);
  }

  /** The variables of an environment of GitHub: ENV-plan and ENV-main plan, ENV deploys. */
  vars(environment: string | undefined): Record<string, string> {
    if (environment === undefined) return {};
    const account = accountOf(/-(plan|main)$/.test(environment) ? "plan" : "deploy");
    return {
      WORKLOAD_IDENTITY_PROVIDER: "projects/1/locations/global/workloadIdentityPools/github/providers/github",
      SERVICE_ACCOUNT: account,
    };
  }

  /** Which branches an environment takes jobs of. */
  admit(environment: string, ref: string): void {
    if (!environment.endsWith("-plan") && ref !== "refs/heads/main") {
      throw new Error(`the environment ${environment} takes no job of ${ref}`);
    }
  }

  signIn(
    { service_account: account = "" }: Record<string, string>,
    { call }: { call: JobCall; event: Event; run: Run },
  ): string {
    if (call.job.permissions?.["id-token"] !== "write")
      throw new Error(`${call.name} may ask for no token of GitHub's`);
    return account;
  }
}
