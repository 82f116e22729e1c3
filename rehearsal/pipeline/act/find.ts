import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_FOLDER } from "../../scenario-context";
import { MissingTool } from "../../tools";
import { STUBBED } from "./stubs";

/** act, and the actions that the workflows pin, as they are on this machine. */
export interface Act {
  program: string;
  version: string;
  /** The folder of each action that is really run, by `owner/name@commit`. */
  actions: Map<string, string>;
  /** The others, by the same name. */
  stubbed: string[];
}

const GET_ACT =
  "build it from github.com/nektos/act (go build -o act .), and put it on the PATH or name it in ACT: docs/rehearsal.md";

/** Throws where something is missing, and says all that is. */
export function findAct(env: NodeJS.ProcessEnv = process.env, pinned = pinnedActions()): Act {
  const program = env.ACT || "act";
  const said = spawnSync(program, ["--version"], { encoding: "utf8", env });
  if (said.status !== 0) throw new MissingTool(`act is not installed: ${GET_ACT}`);
  const actions = new Map<string, string>();
  const missing: string[] = [];
  for (const pin of pinned.filter((one) => !isStubbed(one))) {
    const folder = join(env.ACTIONS ?? "", pin.split("@")[0] ?? "");
    const wrong = env.ACTIONS ? whatIsWrong(folder, pin) : "the folder of the actions is not named";
    if (wrong) missing.push(`${pin}: ${wrong}`);
    else actions.set(pin, folder);
  }
  if (missing.length > 0) {
    throw new MissingTool(
      `act is there, but not every action that the workflows pin. ACTIONS names a folder that holds each as OWNER/NAME, a clone at the pinned commit: docs/rehearsal.md\n${missing.map((one) => `  ${one}`).join("\n")}`,
    );
  }
  return { program, version: said.stdout.trim(), actions, stubbed: pinned.filter(isStubbed) };
}

/** act or why not. */
export function actOrWhyNot(): string | undefined {
  try {
    findAct();
    return undefined;
  } catch (error) {
    if (error instanceof MissingTool) return error.message;
    throw error;
  }
}

/** What the workflows and the local actions use of others, each once. */
export function pinnedActions(folder = PROJECT_FOLDER): string[] {
  const files = readdirSync(join(folder, ".github"), { recursive: true, encoding: "utf8" })
    .filter((file) => /^(workflows|actions)\/.*\.ya?ml$/.test(file))
    .map((file) => readFileSync(join(folder, ".github", file), "utf8"));
  const used = [...files, readFileSync(join(folder, "action.yml"), "utf8")].flatMap((text) =>
    [...text.matchAll(/^[\s-]*uses:\s*([\w./-]+@[0-9a-f]{40})/gm)].map(([, name = ""]) => name),
  );
  return [...new Set(used)].sort();
}

const isStubbed = (pin: string) => (pin.split("@")[0] ?? "") in STUBBED;

function whatIsWrong(folder: string, pin: string): string | undefined {
  if (!existsSync(join(folder, "action.yml"))) return `${folder} has no action.yml`;
  const head = spawnSync("git", ["-C", folder, "rev-parse", "HEAD"], { encoding: "utf8" }).stdout?.trim();
  if (head !== pin.split("@")[1]) return `${folder} is at ${head || "no commit"}`;
  const main = /^\s+main:\s*['"]?([^'"\n]+)/m.exec(readFileSync(join(folder, "action.yml"), "utf8"))?.[1]?.trim();
  return main && !existsSync(join(folder, main)) ? `${folder} has no ${main}` : undefined;
}
