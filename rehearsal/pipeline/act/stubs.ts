import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Signs in for real, with the token that this process gives as GitHub: only the addresses are those of the loopback. */
const SIGN_IN = String.raw`
const { appendFileSync } = require("node:fs");
const { ACTIONS_ID_TOKEN_REQUEST_URL: issuer, GITHUB_JOB, ENVIRONMENT = "", GITHUB_ENV, GOOGLE_IAM_CUSTOM_ENDPOINT } = process.env;
const urn = "urn:ietf:params:oauth";
const scope = "https://www.googleapis.com/auth/cloud-platform";

async function ask(url, body, headers = {}) {
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(answer.status + " " + text);
  return JSON.parse(text);
}

async function signIn() {
  const { token, provider, account } = await ask(issuer, { job: GITHUB_JOB, environment: ENVIRONMENT });
  const { access_token } = await ask(new URL("/sts/v1/token", GOOGLE_IAM_CUSTOM_ENDPOINT), {
    audience: "//iam.googleapis.com/" + provider, subjectToken: token, scope,
    grantType: urn + ":grant-type:token-exchange", subjectTokenType: urn + ":token-type:jwt",
    requestedTokenType: urn + ":token-type:access_token",
  });
  const path = "/iamcredentials/v1/projects/-/serviceAccounts/" + account + ":generateAccessToken";
  const { accessToken } = await ask(new URL(path, GOOGLE_IAM_CUSTOM_ENDPOINT), { scope: [scope] }, { authorization: "Bearer " + access_token });
  console.log("::add-mask::" + accessToken);
  console.log("signed in as " + account);
  appendFileSync(GITHUB_ENV, "GOOGLE_OAUTH_ACCESS_TOKEN=" + accessToken + "\n");
}

signIn().catch((error) => {
  console.log("::error::the sign-in was refused: " + error.message.replaceAll("\n", " "));
  process.exitCode = 1;
});
`;

const THERE = `if (!require("node:fs").statSync(process.env.INPUT_SARIF_FILE).isFile()) process.exit(1);`;

/** What cannot be run on one machine, and the few lines that take its place. */
export const STUBBED: Record<string, { why: string; main: string; path?: string }> = {
  "google-github-actions/auth": { why: "knows Google's addresses alone", main: SIGN_IN },
  "hashicorp/setup-terraform": { why: "downloads Terraform; it is the one on the PATH", main: "" },
  "github/codeql-action/upload-sarif": { why: "uploads to GitHub's code scanning", main: THERE, path: "upload-sarif" },
};

/** Writes them; returns the folder of each by the name that a workflow uses, as act wants it. */
export function writeStubs(into: string, pinned: string[]): Map<string, string> {
  return new Map(
    pinned.map((pin) => {
      const [name = "", commit = ""] = pin.split("@");
      const stub = STUBBED[name];
      if (!stub) throw new Error(`nothing takes the place of ${pin}`);
      const repository = name.split("/").slice(0, 2).join("/");
      const folder = join(into, repository);
      const action = join(folder, stub.path ?? "");
      mkdirSync(action, { recursive: true });
      writeFileSync(
        join(action, "action.yml"),
        `name: ${name}\ndescription: takes its place\nruns: { using: node20, main: main.js }\n`,
      );
      writeFileSync(join(action, "main.js"), stub.main);
      return [`${repository}@${commit}`, folder];
    }),
  );
}
