import { delimiter, join, resolve } from "node:path";
import { INSTALL, programInUse, programNamed } from "../facts/programs";

/** What terraform needs of a machine. No message repeats the value of a variable: it may be a secret. */
export interface Machine {
  env: Record<string, string | undefined>;
  home: string;
  hasTerminal: boolean;
  /** What the hardware says it is; on a virtual machine of Google's, terraform asks that machine for credentials. */
  product: string;
  isFile: (path: string) => boolean;
  isExecutable: (path: string) => boolean;
}

/** The program as a full path, because terraform is started in another folder than the one a relative name means. */
export function findTerraform({ env, isExecutable }: Machine): string | undefined {
  const name = env.TERRAFORM_BINARY_NAME || "terraform";
  const candidates = /[/\\]/.test(name)
    ? [resolve(name)]
    : (env.PATH ?? "").split(delimiter).flatMap((folder) => (folder ? [resolve(folder, name)] : []));
  return candidates.find(isExecutable);
}

/** Everything that is missing, each with the fix. */
export function missingFrom(machine: Machine): string[] {
  return [missingTerraform(machine), missingCredentials(machine)].flatMap((sentence) => sentence ?? []);
}

function missingTerraform(machine: Machine): string | undefined {
  if (findTerraform(machine)) return undefined;
  const link = programNamed(machine.env) === "tofu" ? ` (OpenTofu: ${INSTALL.tofu})` : "";
  return machine.env.TERRAFORM_BINARY_NAME
    ? `TERRAFORM_BINARY_NAME names a program that is not there - correct it${link}, or unset it to use terraform`
    : `terraform is not installed - see ${INSTALL.terraform}, or set TERRAFORM_BINARY_NAME=tofu if OpenTofu is what you have`;
}

/** In the order in which the provider and the state's backend look. Whether they are still good only Google can say. */
const CREDENTIALS = [
  "GOOGLE_OAUTH_ACCESS_TOKEN",
  "GOOGLE_CREDENTIALS",
  "GOOGLE_CLOUD_KEYFILE_JSON",
  "GCLOUD_KEYFILE_JSON",
];
const LOG_IN = "gcloud auth application-default login";

function missingCredentials(machine: Machine): string | undefined {
  const { env, home, isFile } = machine;
  if (CREDENTIALS.some((variable) => env[variable])) return undefined;
  if (env.GOOGLE_APPLICATION_CREDENTIALS) {
    return isFile(env.GOOGLE_APPLICATION_CREDENTIALS)
      ? undefined
      : `GOOGLE_APPLICATION_CREDENTIALS names a file that is not there - correct it, or unset it and run \`${LOG_IN}\``;
  }
  const configured = env.CLOUDSDK_CONFIG || join(home, ".config", "gcloud");
  if (isFile(join(configured, "application_default_credentials.json")) || asksMetadata(machine)) return undefined;
  return `there are no Google Cloud credentials - run \`${LOG_IN}\`, or set GOOGLE_APPLICATION_CREDENTIALS to a file of credentials`;
}

/** NO_GCE_CHECK is what Google's own libraries call the way to say: this machine has no credentials of its own. */
function asksMetadata({ env, product }: Machine): boolean {
  return Boolean(env.GCE_METADATA_HOST) || (!env.NO_GCE_CHECK && /^Google/.test(product));
}

export interface Call {
  verb: string;
  stack: string;
  args: string[];
  folder: string;
}

/** Terraform asks for approval before it changes anything. Without a terminal the command must contain the approval. */
export function missingApproval({ verb, stack, args, folder }: Call, machine: Machine): string[] {
  const { env, hasTerminal, isFile } = machine;
  if (verb === "plan" || hasTerminal) return [];
  const said = [...args, env.TF_CLI_ARGS, env[`TF_CLI_ARGS_${verb === "destroy" ? verb : "apply"}`]]
    .join(" ")
    .split(" ");
  if (said.some((word) => /^--?auto-approve(=true)?$/.test(word))) return [];
  // A saved plan counts as approved.
  if (verb === "deploy" && args.length > 0 && isFile(resolve(folder, args.at(-1) ?? ""))) return [];
  return [
    `${programInUse(env)} cannot ask for approval without a terminal - approve in the command: npm run ${verb} -- ${stack} -auto-approve`,
  ];
}

/** What a failed `terraform init` means here, and the way out; undefined where terraform has said it all. */
export function explainInit(stderr: string, stack: string, program = programInUse()): string | undefined {
  const said = unwrapped(stderr);
  if (/bucket doesn't exist|specified bucket does not exist|error 404.*bucket/i.test(said)) {
    const environment = stack.replace(/-bootstrap$/, "");
    return `the bucket for the state of ${environment} is not there yet - run: npm run bootstrap -- ${environment} --repository OWNER/NAME`;
  }
  if (/could not find default credentials/i.test(said)) {
    return `${program} found no Google Cloud credentials - run \`${LOG_IN}\``;
  }
  if (/match any of the checksums/i.test(said)) {
    return `the Google provider that is found here is none of those that stacks/.terraform.lock.hcl locks - take the one of the registry, or lock the one of your mirror: ${program} providers lock`;
  }
  if (/failed to (query available provider packages|install provider)/i.test(said)) {
    return `the Google provider could not be installed - ${program} needs the network to reach its registry, or a mirror that the file named by TF_CLI_CONFIG_FILE points to (provider_installation)`;
  }
  return undefined;
}

/** Terraform draws boxes around its errors, colours them and breaks lines wherever the terminal ends. */
export function unwrapped(text: string): string {
  const ESCAPE = String.fromCharCode(27);
  return text
    .replaceAll(new RegExp(`${ESCAPE}\\[[0-9;]*m`, "g"), "")
    .replaceAll(/[│╷╵]/g, " ")
    .replaceAll(/\s+/g, " ");
}

interface SynthesizedStack {
  resource?: Record<string, Record<string, { lifecycle?: { prevent_destroy?: boolean } }>>;
}

/** Whether terraform will refuse to destroy the stack. */
export function isProtected({ resource = {} }: SynthesizedStack): boolean {
  return Object.values(resource)
    .flatMap((resources) => Object.values(resources))
    .some(({ lifecycle }) => lifecycle?.prevent_destroy === true);
}
