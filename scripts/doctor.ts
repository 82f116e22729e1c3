import { written } from "../environments";
import { type Environment, readEnvironments } from "../environments/environment";
import { bootstrapStackOf } from "../environments/names";
import { UnusableInput } from "../lineup/src/inputs/model";
import { gitHub } from "./bootstrap/repository";
import { opened } from "./cloud/open";
import { stateInBucket } from "./cloud/state";
import { writtenIn } from "./cloud/written";
import type { World } from "./doctor/check";
import { CHECKS } from "./doctor/index";
import { examined, exitCode, lines } from "./doctor/report";
import { type Stack, synthesized } from "./synthesized";

/**
 * `npm run doctor -- ENVIRONMENT`: is everything that the environment stands on as its bootstrap stack says? It only reads.
 * Exit 0: all of it is · 1: something is not · 3: something could not be read · 2: nothing was asked.
 */
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    // Neither Google nor GitHub was asked, or none of them knows these credentials.
    process.stderr.write(`${error instanceof UnusableInput ? error.message : (error.stack ?? error.message)}\n`);
    process.exitCode = 2;
  },
);

async function main([name = "", ...rest]: readonly string[]): Promise<number> {
  const environments = readEnvironments(written);
  const environment = environments.find((one) => one.name === name);
  if (!environment || rest.length > 0) {
    const wrong =
      rest.length > 0
        ? `${JSON.stringify(rest[0])} is not taken`
        : name
          ? `there is no environment ${JSON.stringify(name)}`
          : "which environment?";
    process.stderr.write(
      `${wrong} - npm run doctor -- ENVIRONMENT, where ENVIRONMENT is one of: ${environments.map((one) => one.name).join(", ")}\n`,
    );
    return 2;
  }
  const stacks = await synthesized({ quiet: true });
  if (typeof stacks === "number") return 2;
  const answers = await examined(CHECKS, await worldOf(environment, stacks));
  process.stdout.write(`${lines(answers, name).join("\n")}\n`);
  return exitCode(answers);
}

async function worldOf(environment: Environment, stacks: ReadonlyMap<string, Stack>): Promise<World> {
  const name = bootstrapStackOf(environment.name);
  const reader = await (await opened(environment.project)).reader();
  let known: Promise<Readonly<Record<string, string>>> | undefined;
  const outputs = () => {
    known ??= stateInBucket(reader, environment.names.stateBucket, name).then((state) => state?.outputs ?? {});
    return known;
  };
  // Which repository, only the state knows. Without it, what rests on it is unread, and the rest is still compared.
  const said = await outputs().catch(() => ({}) as Readonly<Record<string, string>>);
  const json = (stack: string) => (stacks.get(stack) as Stack).json;
  return {
    environment,
    bootstrap: writtenIn(json(name), reader.project, said),
    deployed: writtenIn(json(environment.name), reader.project),
    reader,
    repository: said.repository,
    github: hubOf(said.repository, name),
    outputs,
  };
}

function hubOf(repository: string | undefined, stack: string): World["github"] {
  if (repository === undefined) {
    return {
      why: `which repository it is stands in the state of ${stack}`,
      wayOut: "see what is said of the state of the bootstrap",
    };
  }
  const hub = gitHub(repository, process.env);
  return (
    hub ?? {
      why: "GitHub is asked with a token",
      wayOut: "export GITHUB_TOKEN=$(gh auth token), of an administrator of the repository",
    }
  );
}
