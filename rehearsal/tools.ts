import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROVIDER_VERSION } from "../corpus/verify/base";
import { INSTALL, type Program, programNamed } from "../facts/programs";
import { environmentFor } from "./endpoints";

/** A tool that this machine lacks: which, and how to get it. */
export class MissingTool extends Error {}

export interface Tools {
  terraform: string;
  version: string;
  provider: string;
  /** Of the provider that is found here, which may be another build than the one that is locked for what ships. */
  lockFile: string;
}

export const LOCK_FILE = ".terraform.lock.hcl";
const PROVIDER = { source: "google", version: PROVIDER_VERSION };

/** Terraform, or OpenTofu, and the provider, or why not. `program` asks for one of the two. The provider is installed to find out: asking is the only way to know. */
export function findTools(env: NodeJS.ProcessEnv = process.env, program?: Program): Tools {
  const named = env.TERRAFORM_BINARY_NAME;
  const asked = program ? [programNamed(env) === program ? named : undefined, program] : [named, "terraform", "tofu"];
  const terraform = asked.find(
    (name) => name !== undefined && spawnSync(name, ["version"], { stdio: "ignore", env }).status === 0,
  );
  if (terraform === undefined) {
    const missing = program ? `${program} is not` : "neither terraform nor tofu is";
    const ways = program ? [INSTALL[program]] : Object.values(INSTALL);
    throw new MissingTool(`${missing} installed: ${ways.join(" or ")}`);
  }
  const folder = mkdtempSync(join(tmpdir(), "rehearsal-tools-"));
  try {
    writeFileSync(
      join(folder, "main.tf.json"),
      JSON.stringify({ terraform: { required_providers: { google: PROVIDER } } }),
    );
    const options = {
      cwd: folder,
      env: environmentFor("http://127.0.0.1:9", env, { installs: true }),
      encoding: "utf8",
    } as const;
    const init = spawnSync(terraform, ["init", "-input=false", "-no-color"], options);
    if (init.status !== 0) {
      throw new MissingTool(
        `${terraform} could not install the provider google ${PROVIDER.version}: it comes from the registry, or from a mirror that the file in TF_CLI_CONFIG_FILE configures${configFile(env)}: ${reason(init.stderr)}`,
      );
    }
    const said = JSON.parse(spawnSync(terraform, ["version", "-json"], options).stdout) as {
      terraform_version: string;
    };
    const written = join(folder, LOCK_FILE);
    const lockFile = existsSync(written) ? readFileSync(written, "utf8") : "";
    return { terraform, version: said.terraform_version, provider: PROVIDER.version, lockFile };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function configFile({ TF_CLI_CONFIG_FILE: file }: NodeJS.ProcessEnv): string {
  return file ? ` (it names ${file})` : " (it is not set)";
}

/** What terraform itself says first, in one line. */
function reason(stderr: string): string {
  const said = stderr.split("\n").map((line) => line.replace(/[│╷╵[\]]/g, "").trim());
  return said
    .filter((line) => line !== "")
    .slice(0, 3)
    .join(" ");
}

/** The tools, or the sentence that says which is missing and how to get it. */
export function toolsOrWhyNot(find: () => Tools = findTools): Tools | string {
  try {
    return find();
  } catch (error) {
    if (error instanceof MissingTool) return error.message;
    throw error;
  }
}
