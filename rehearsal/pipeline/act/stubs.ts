import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Asks for the token where GitHub's own would be asked for, with what the workflow gives it. */
const SIGN_IN = String.raw`
const { appendFileSync } = require("node:fs");
const { SIGN_IN_URL, GITHUB_JOB, ENVIRONMENT = "", GITHUB_ENV } = process.env;
const given = ["workload_identity_provider", "service_account"];
const inputs = Object.fromEntries(given.map((name) => [name, process.env["INPUT_" + name.toUpperCase()] || ""]));
const body = JSON.stringify({ job: GITHUB_JOB, environment: ENVIRONMENT, with: inputs });

fetch(SIGN_IN_URL, { method: "POST", body }).then(async (answer) => {
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  console.log("::add-mask::" + text);
  appendFileSync(GITHUB_ENV, "GOOGLE_OAUTH_ACCESS_TOKEN=" + text + "\n");
}).catch((error) => {
  console.log("::error::" + error.message.replaceAll("\n", " "));
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
