import "../synthesis/before-cdktf";
import { resolve } from "node:path";
import { written } from "../environments";
import { type Environment, readEnvironments } from "../environments/environment";
import { bootstrapStackOf } from "../environments/names";
import type { Reader } from "../lineup/src/inventory/reader";
import { plain } from "../lineup/src/text/plain";
import { enumerated } from "../lineup/src/text/words";
import { type Asked, commandOf, parsed, USAGE } from "./bootstrap/arguments";
import { explainFailed } from "./bootstrap/failure";
import { bringUp, placeOf } from "./bootstrap/flow";
import { Folder } from "./bootstrap/folder";
import { settle } from "./bootstrap/on-github";
import { missingNumbers, type Repository, repositoryFor } from "./bootstrap/repository";
import { takenOver } from "./bootstrap/taken-over";
import { outliveSignals, run, wasInterrupted } from "./child";
import { enable } from "./cloud/apis";
import { FIRST_APIS, opened } from "./cloud/open";
import { stateInBucket } from "./cloud/state";
import { writtenIn } from "./cloud/written";
import { thisMachine } from "./machine";
import { findTerraform, missingApproval, missingFrom } from "./prerequisites";
import { type Stack, synthesized } from "./synthesized";

/**
 * `npm run bootstrap -- ENVIRONMENT --repository OWNER/NAME`: makes what an environment stands on - the bucket of its state,
 * APIs, identities - and says, or with a token sets, what GitHub has to say for its pipeline. Run again it goes on where it
 * was broken off, and changes what is no longer as written.
 */
outliveSignals();
main(process.argv.slice(2))
  .catch((error: Error) => refuse(error.message))
  .then((code) => {
    process.exitCode = code;
  });

async function main(argv: readonly string[]): Promise<number> {
  const asked = parsed(argv);
  const environments = readEnvironments(written);
  const environment = environments.find(({ name }) => name === asked.environment);
  if (!environment) {
    const wrong = asked.environment
      ? `there is no environment ${JSON.stringify(asked.environment)}`
      : "which environment?";
    return refuse(
      `${wrong} - ${USAGE}, where ENVIRONMENT is one of: ${environments.map(({ name }) => name).join(", ")}`,
    );
  }
  const name = bootstrapStackOf(environment.name);
  const stacks = await synthesized();
  if (typeof stacks === "number") return stacks;
  const stack = stacks.get(name) as Stack;
  const machine = thisMachine();
  const terraform = findTerraform(machine);
  const call = { verb: "bootstrap", stack: commandOf(asked), args: [...asked.args], folder: stack.folder };
  const missing = [...missingFrom(machine), ...missingNumbers(asked, process.env), ...missingApproval(call, machine)];
  if (!terraform || missing.length > 0) return refuse(...missing);

  const project = await opened(environment.project);
  const off = await project.missing().catch((error: Error) => {
    return refuse(
      `which APIs are on in ${environment.project} could not be read: ${error.message}`,
      `Terraform needs these before it can turn on the rest: ${enable(FIRST_APIS, environment.project)}`,
    );
  });
  if (typeof off === "number") return off;
  if (off.length > 0) {
    return refuse(`Terraform can turn on APIs only where these are on: ${enable(off, environment.project)}`);
  }
  return bootstrap(environment, { asked, stack, terraform, reader: await project.reader() });
}

interface Given {
  asked: Asked;
  stack: Stack;
  terraform: string;
  reader: Reader;
}

async function bootstrap(environment: Environment, { asked, stack, terraform, reader }: Given): Promise<number> {
  const name = bootstrapStackOf(environment.name);
  const folder = new Folder(stack.folder, resolve(stack.folder, "../../..", `${name}.tfstate`));
  const bucket = environment.names.stateBucket;
  const place = placeOf(folder.localState(), await stateInBucket(reader, bucket, name), folder.stateFile);
  const repository = await repositoryFor(asked, place.state?.outputs ?? {}, process.env);
  const wanted = writtenIn(stack.json, reader.project, { ...repository });
  const imports = await takenOver(wanted, new Set(place.state?.addresses ?? []), reader);

  say(
    ...introduction(
      environment,
      repository,
      place.at === "bucket",
      imports.map(({ id }) => id),
    ),
  );
  const env = { ...process.env, ...variables(repository) };
  const running = (args: readonly string[], options = {}) =>
    run(terraform, args, { folder: stack.folder, env, ...options });
  const failed = await bringUp({
    ...{ folder, place, imports, args: asked.args, terraform: running, say },
    interrupted: wasInterrupted,
  });
  if (failed) {
    say(explainFailed(failed, environment.name, { stateFile: folder.stateFile, command: commandOf(asked) }));
    return wasInterrupted() ? 130 : 1;
  }
  say(`${name} is as written, and its state is in gs://${bucket}`);
  const made = await stateInBucket(reader, bucket, name);
  return settle(environment, repository, made?.outputs ?? {}, say);
}

function introduction(
  environment: Environment,
  { repository, repository_id, repository_owner_id }: Repository,
  isThere: boolean,
  imports: readonly string[],
): string[] {
  return [
    `What ${environment.name} (project ${environment.project}) stands on is made by terraform, which shows it and asks first:`,
    "the bucket of its state, APIs, the accounts of plan, deploy, probe and services, their roles, audit logs, and who may sign in:",
    `jobs of ${repository} (number ${repository_id}, owner ${repository_owner_id}), without a key.`,
    isThere
      ? `Its state is in gs://${environment.names.stateBucket} already.`
      : "Its state begins in a file on this machine, moves into the bucket, and is deleted here.",
    ...(imports.length > 0 ? [`There already, and taken over: ${enumerated(imports.map((id) => plain(id)))}.`] : []),
    "",
  ];
}

function variables(repository: Repository): Record<string, string> {
  return Object.fromEntries(Object.entries(repository).map(([name, value]) => [`TF_VAR_${name}`, value]));
}

function refuse(...sentences: string[]): number {
  say(...sentences);
  return 2;
}

function say(...sentences: string[]): void {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
}
