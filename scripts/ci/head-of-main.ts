import { GitHub } from "../../lineup/src/github/client";
import { asStep, type Env, required, StepError } from "../../lineup/src/github/entry";

/** The branch by its whole name: a tag may be called main, too. */
const HEAD = "/git/ref/heads/main";

/**
 * head-of-main.ts: refuses to deploy a commit that main has left behind. A deploy that is run again later would take back
 * what was deployed since, and its review would still fit. Only the first attempt after a merge may be behind: deploys
 * wait for each other, so the newer one has not begun, and comes after it.
 */
export async function headOfMain(_: string[], env: Env): Promise<string> {
  const { GITHUB_SHA, GITHUB_EVENT_NAME } = required(env, "GITHUB_SHA", "GITHUB_EVENT_NAME");
  const github = new GitHub(env);
  const { object } = await github.send<{ object?: { sha?: string } }>("GET", HEAD);
  if (object?.sha === GITHUB_SHA) return `${GITHUB_SHA} is what main is now`;
  if (!/^[0-9a-f]{40,64}$/.test(object?.sha ?? "")) throw new StepError("GitHub does not say which commit main is");
  const isFirst = GITHUB_EVENT_NAME === "push" && env.GITHUB_RUN_ATTEMPT === "1";
  const again = "start Deploy again on main";
  if (!isFirst) throw new StepError(`${GITHUB_SHA} is not what main is now, which is ${object?.sha} - ${again}`);
  const { status } = await github.send<{ status?: string }>("GET", `/compare/${GITHUB_SHA}...${object?.sha}`);
  if (status !== "ahead") throw new StepError(`${GITHUB_SHA} is no longer in main (${status}) - ${again}`);
  return `main has moved on to ${object?.sha}, whose own deploy comes after this one`;
}

if (require.main === module) asStep("head-of-main", headOfMain);
