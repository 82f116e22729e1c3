import { type Model, UnusableInput } from "../inputs/model";
import type { Stack } from "./rounds";

interface Given {
  stack: Pick<Stack, "name" | "project" | "settings">;
  /** The project that was asked for, where it is read now. */
  project: string | undefined;
  inventory: { file: string; project: string | undefined; readAt: string | undefined } | undefined;
  state: Model | undefined;
  write: boolean;
  /** What is wrong with the files that could not be read. */
  unreadable: readonly UnusableInput[];
}

/** What was an hour ago need not be any more. */
const OLDEST_MINUTES = 60;
/** Two clocks are never quite the same. */
const AHEAD_MINUTES = 5;

/** Everything that makes a comparison worthless, at once. */
export function refuseUnfit({ stack, project, inventory, state, write, unreadable }: Given, now = Date.now()): void {
  const problems = [
    ...(project !== undefined && project !== stack.project
      ? [`--project names ${project}, and ${stack.name} is of ${stack.project}: name the other`]
      : []),
    ...(inventory ? [...ofProject(stack, inventory), ...ofTime(inventory, now)] : []),
    ...(state ? ofState(stack, state) : []),
    ...(write && !stack.settings
      ? [`${stack.name} has no settings.json beside it, which says where an adoption is written: leave --write out`]
      : []),
  ];
  const [only] = unreadable;
  // Alone it keeps the commands that are its way out.
  if (only && unreadable.length === 1 && problems.length === 0) throw only;
  const all = [...problems, ...unreadable.map(({ message }) => message)];
  if (all.length > 0) throw new UnusableInput(all.join("; "));
}

function ofProject(stack: Given["stack"], { file, project }: NonNullable<Given["inventory"]>): string[] {
  if (project === undefined || project === stack.project) return [];
  const [, unevaluated] = /^\((.*?)\.?\)$/.exec(stack.project) ?? [];
  return unevaluated !== undefined
    ? [`${stack.name} is of ${unevaluated}, which is not evaluated: give its variables their values`]
    : [`${file} is of the project ${project}, and ${stack.name} is of ${stack.project}: name the other`];
}

function ofTime({ file, readAt }: NonNullable<Given["inventory"]>, now: number): string[] {
  const again = "run lineup inventory again";
  const minutes = Math.floor((now - Date.parse(readAt ?? "")) / 60_000);
  if (readAt === undefined) return [`${file} does not say when it was read: ${again}`];
  if (Number.isNaN(minutes)) return [`${file} was read at ${JSON.stringify(readAt)}, which is no time: ${again}`];
  if (minutes < -AHEAD_MINUTES) return [`${file} was read at ${readAt}, which is still to come: ${again}`];
  if (minutes <= OLDEST_MINUTES) return [];
  return [`${file} was read ${minutes} minutes ago, and an inventory counts for ${OLDEST_MINUTES}: ${again}`];
}

function ofState({ name, project }: Given["stack"], state: Model): string[] {
  if (state.kind !== "state") {
    const what = { synth: "a configuration", plan: "a plan", inventory: "an inventory" }[state.kind];
    return [`${state.file} is ${what}, and --state takes what terraform show -json prints of the state of ${name}`];
  }
  const others = state.resources.filter(
    ({ values }) => typeof values.project === "string" && values.project !== project,
  );
  const [other] = others;
  return other
    ? [`${state.file} holds ${other.address} of the project ${other.values.project}, and ${name} is of ${project}`]
    : [];
}
