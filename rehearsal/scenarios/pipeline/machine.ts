import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Artifacts } from "../../pipeline/workflow/artifacts";
import type { Done, JobPlace, StepCall } from "../../pipeline/workflow/steps";
import { type Ended, type Start, Workspace } from "../../pipeline/workflow/workspace";
import { PROJECT_FOLDER } from "../../scenario-context";

/** What a machine can do that is not in the steps themselves. */
export interface Powers {
  checkout: (ref: string, into: string) => void;
  /** The commit that a checkout without a ref gets. */
  commit: string;
  artifacts: Artifacts;
  /** Those of another run, by its id; undefined where GitHub would not give them. */
  artifactsOf: (run: string, token: string, name: string) => Artifacts | undefined;
  /** The token of this account; throws where the job may not have it. */
  signIn: (inputs: Record<string, string>) => Promise<string>;
  start: Start;
  told: (call: StepCall, ended: Ended) => void;
}

/** A machine on which the `run:` steps of a job are done for real, and actions of others are played. */
export function machine(folder: string, env: Record<string, string>, powers: Powers): JobPlace {
  const place = mkdtempSync(join(folder, "job-"));
  const workspace = new Workspace({
    folder: place,
    env: { ...env, PATH: [programsIn(join(place, "bin")), process.env.PATH].join(delimiter) },
    start: powers.start,
    uses: (call, at) => uses(call, at.checkout, powers),
    told: powers.told,
  });
  return {
    step: (call) => workspace.step(call),
    hashFiles: (patterns) => workspace.hashFiles(patterns),
    read: (path) => workspace.read(path),
    end: async () => rmSync(place, { recursive: true, force: true }),
  };
}

/** `npm ci` gives a job the packages that are installed here; everything else is npm's. */
function programsIn(folder: string): string {
  mkdirSync(folder);
  const npm = join(dirname(process.execPath), "npm");
  const script = `#!/bin/sh\nif [ "$1" = ci ]; then exec ln -s '${join(PROJECT_FOLDER, "node_modules")}' node_modules; fi\nexec '${npm}' "$@"\n`;
  writeFileSync(join(folder, "npm"), script, { mode: 0o755 });
  symlinkSync(process.execPath, join(folder, "node"));
  return folder;
}

async function uses(call: StepCall, checkout: string, powers: Powers): Promise<Done> {
  const { name = "", path = "", ref = "", "run-id": run = "", "github-token": token = "" } = call.with;
  const [action = ""] = (call.uses ?? "").split("@");
  const here = join(checkout, path);
  switch (action) {
    case "actions/checkout":
      powers.checkout(ref || powers.commit, checkout);
      return { ok: true };
    case "actions/setup-node":
    case "hashicorp/setup-terraform":
      return { ok: true };
    case "google-github-actions/auth":
      return { ok: true, env: { GOOGLE_OAUTH_ACCESS_TOKEN: await powers.signIn(call.with) } };
    case "actions/upload-artifact":
      return powers.artifacts.upload(name, here, call.with["if-no-files-found"]);
    case "actions/download-artifact": {
      const from = run === "" ? powers.artifacts : powers.artifactsOf(run, token, name);
      return from?.download(name, here) ?? { ok: false };
    }
    case "github/codeql-action/upload-sarif":
      return { ok: statSync(join(checkout, call.with.sarif_file ?? ""), { throwIfNoEntry: false })?.isFile() === true };
    default:
      if (!action.startsWith("./")) throw new Error(`nobody plays the action ${action}`);
      return { ok: existsSync(join(checkout, action)) };
  }
}
