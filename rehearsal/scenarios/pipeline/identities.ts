import { join } from "node:path";
import { bootstrap } from "../../bootstrapped";
import { OWNER_TOKEN } from "../../endpoints";
import type { Run } from "../../pipeline/github/records";
import type { JobCall } from "../../pipeline/workflow/play";
import { init } from "../../plans";
import type { Sandbox } from "../../sandbox";
import { projectNumber } from "../../server/geography";
import { TokenIssuer } from "../../server/sign-in/issuer";
import { accountOf } from "../identities/grants";
import { PROJECT } from "../incident/names";
import type { Event } from "./hosted";
import { probesSay } from "./probes";

const URN = "urn:ietf:params:oauth";
const SCOPE = "https://www.googleapis.com/auth/cloud-platform";

/** Who a job is to Google: what the GitHub environments hold, and who gets which token. */
export class Identities {
  private readonly github = new TokenIssuer("https://token.actions.githubusercontent.com");

  constructor(private readonly owner: Sandbox) {}

  /**
   * The owner bootstraps the project. From then on each account may do what that has granted to it, and a job gets only a
   * token that is its own.
   */
  async begin(): Promise<void> {
    const { owner } = this;
    const { cloud, signIn, clock } = owner.cloud;
    await bootstrap(owner.beside(join(owner.folder, "../staging-bootstrap")));
    signIn.trust(this.github);
    cloud.iam.enforce([accountOf("deploy")], OWNER_TOKEN);
    probesSay(owner);
    // What was granted acts minutes later.
    clock.advance(7 * 60_000);
    // By hand: the first init writes an empty state, which whoever only plans may not.
    await init(owner.as(accountOf("deploy")));
  }

  /** The variables of an environment of GitHub: ENV-plan and ENV-main plan, ENV-probe proves, ENV deploys. */
  vars(environment: string | undefined): Record<string, string> {
    if (environment === undefined) return {};
    const [, part] = /-(plan|main|probe)$/.exec(environment) ?? [];
    const identity = part === "probe" ? part : part === undefined ? "deploy" : "plan";
    const number = projectNumber(PROJECT, this.owner.cloud.cloud.store);
    return {
      WORKLOAD_IDENTITY_PROVIDER: `projects/${number}/locations/global/workloadIdentityPools/github/providers/github`,
      SERVICE_ACCOUNT: accountOf(identity),
    };
  }

  /** Which branches an environment takes jobs of. */
  admit(environment: string, ref: string): void {
    if (!environment.endsWith("-plan") && ref !== "refs/heads/main") {
      throw new Error(`the environment ${environment} takes no job of ${ref}`);
    }
  }

  /** GitHub's token of the job becomes one of the pool, and that one of the account: or Google refuses. */
  async signIn(inputs: Record<string, string>, job: { call: JobCall; event: Event; run: Run }): Promise<string> {
    const { workload_identity_provider: provider = "", service_account: account = "" } = inputs;
    if (job.call.job.permissions?.["id-token"] !== "write") {
      throw new Error(`${job.call.name} may ask for no token of GitHub's`);
    }
    const { url, clock } = this.owner.cloud;
    const audience = `//iam.googleapis.com/${provider}`;
    const { access_token: federated } = await ask(`${url}/sts/v1/token`, {
      audience,
      grantType: `${URN}:grant-type:token-exchange`,
      requestedTokenType: `${URN}:token-type:access_token`,
      scope: SCOPE,
      subjectTokenType: `${URN}:token-type:jwt`,
      subjectToken: this.github.token(claimsOf(job), `https:${audience}`, clock.now()),
    });
    const path = `iamcredentials/v1/projects/-/serviceAccounts/${account}:generateAccessToken`;
    const { accessToken = "" } = await ask(`${url}/${path}`, { scope: [SCOPE] }, federated);
    return accessToken;
  }
}

/** What GitHub says of a job: https://docs.github.com/actions/reference/openid-connect-reference */
function claimsOf({ call, event, run }: { call: JobCall; event: Event; run: Run }): Record<string, string> {
  const { repository, repository_id, repository_owner_id } = call.contexts.github as Record<string, string>;
  const { environment } = call;
  return {
    ...{ repository: repository ?? "", repository_id: repository_id ?? "" },
    ...{ repository_owner_id: repository_owner_id ?? "", ref: event.ref, sha: event.commit, event_name: event.name },
    ...(environment === undefined ? {} : { environment, sub: `repo:${repository}:environment:${environment}` }),
    ...{ base_ref: event.pull?.base.ref ?? "", head_ref: event.pull?.head.ref ?? "", run_id: String(run.id) },
    job_workflow_ref: `${repository}/${run.path}@${event.ref}`,
  };
}

async function ask(url: string, body: object, token?: string): Promise<Record<string, string>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`Google signs nobody in: ${JSON.stringify(answer)}`);
  return answer as Record<string, string>;
}
