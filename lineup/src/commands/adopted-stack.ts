import type { Again, Stack } from "../adopt/rounds";
import { settingsBeside } from "../adopt/settings";
import { UnusableInput } from "../inputs/model";
import { readInput } from "../inputs/read";
import { sourcesOf } from "../sources";
import { UsageError } from "../usage-error";
import { withStacksHere } from "./cdktf-app";

interface Asked {
  project: string;
  environment: string | undefined;
}

/** The stack that is compared: a folder or file that is named, else that of the app in this folder. */
export async function stackOf(
  input: string | undefined,
  asked: Asked,
): Promise<{ stack: Stack; again: Again | undefined }> {
  if (input !== undefined)
    return { stack: await read(input, asked.environment ?? input, asked.project), again: undefined };
  const stack = await ofApp(asked, {});
  const again: Again = (proposed) =>
    ofApp({ ...asked, environment: stack.name }, { settings: { [stack.name]: proposed } });
  return { stack, again };
}

function ofApp({ project, environment }: Asked, context: Record<string, unknown>): Promise<Stack> {
  const isTrial = Object.keys(context).length > 0;
  return withStacksHere(
    async (stacks) => {
      if (environment !== undefined) {
        const found = stacks.find(({ name }) => name === environment);
        if (found) return read(found.folder, found.name, project);
        throw new UsageError(
          `the app has no stack ${JSON.stringify(environment)}: --environment takes ${stacks.map(({ name }) => name).join(", ")}`,
        );
      }
      const all = await Promise.all(stacks.map(({ name, folder }) => read(folder, name, project)));
      return onlyOne(all, project);
    },
    isTrial ? { context } : undefined,
  );
}

/** Its services are what an environment is there for: a stack of buckets and accounts has none. */
function onlyOne(stacks: readonly Stack[], project: string): Stack {
  const found = stacks.filter(
    ({ project: own, model }) =>
      own === project && model.resources.some(({ type }) => type.startsWith("google_cloud_run")),
  );
  const [only] = found;
  if (only && found.length === 1) return only;
  const names = (found.length > 0 ? found : stacks).map(({ name }) => name).join(", ");
  throw new UsageError(
    found.length > 1
      ? `several stacks have services in the project ${project}: name one by --environment (${names})`
      : `no stack of the app has services in the project ${project}: --environment takes one of ${names}`,
  );
}

async function read(path: string, name: string, project: string): Promise<Stack> {
  const model = await readInput(path);
  if (model.kind !== "synth") {
    throw new UnusableInput(`${path} is no configuration: what is written is compared with what exists`);
  }
  // A stack can write in several projects: it is of the one that is asked for, if that is one of them.
  const all = model.resources.flatMap((resource) => resource.project ?? []);
  const own = all.includes(project) ? project : all[0];
  return {
    name,
    project: own ?? project,
    model: { ...model, file: name },
    settings: settingsBeside(path),
    sourceOf: sourcesOf(path, model.resources),
  };
}
