import { type Model, UnusableInput } from "../inputs/model";
import type { Stack } from "./rounds";

interface Given {
  stack: Stack;
  live: { model: Model; project: string | undefined; readAt: string | undefined };
  /** It was read now. */
  isLive: boolean;
  state: Model | undefined;
  write: boolean;
}

/** What was an hour ago need not be any more. */
const OLDEST_MINUTES = 60;
/** Two clocks differ; and a time that is still to come is none at which anything was read. */
const AHEAD_MINUTES = -5;

/** Everything that makes a comparison worthless, at once. */
export function refuseUnfit({ stack, live, isLive, state, write }: Given, now = Date.now()): void {
  const problems = [
    ...ofInventory(stack, live, isLive, now),
    ...(state ? ofState(stack, state) : []),
    ...(write && !stack.settings
      ? [`${stack.name} has no settings.json beside it, which says where an adoption is written: leave --write out`]
      : []),
  ];
  if (problems.length > 0) throw new UnusableInput(problems.join("; "));
}

function ofInventory(stack: Stack, { model, project, readAt }: Given["live"], isLive: boolean, now: number): string[] {
  const file = model.file;
  const others = project === undefined || project === stack.project;
  const minutes = Math.floor((now - Date.parse(readAt ?? "")) / 60_000);
  return [
    ...(others
      ? []
      : stack.project.startsWith("(")
        ? [
            `${stack.name} is of ${stack.project.replace(/^\(|\.?\)$/g, "")}, which is not evaluated: give its variables their values`,
          ]
        : [`${file} is of the project ${project}, and ${stack.name} is of ${stack.project}: name the other`]),
    ...(isLive || (minutes <= OLDEST_MINUTES && minutes >= AHEAD_MINUTES)
      ? []
      : [
          Number.isNaN(minutes) || minutes < 0
            ? `${file} does not say when it was read: run lineup inventory again`
            : `${file} was read ${minutes} minutes ago, and an inventory counts for ${OLDEST_MINUTES}: run lineup inventory again`,
        ]),
  ];
}

function ofState({ name, project }: Stack, state: Model): string[] {
  if (state.kind !== "state") {
    return [
      `${state.file} is a ${state.kind}, and --state takes what terraform show -json prints of the state of ${name}`,
    ];
  }
  const others = state.resources.filter(
    ({ values }) => typeof values.project === "string" && values.project !== project,
  );
  const [other] = others;
  return other
    ? [`${state.file} holds ${other.address} of the project ${other.values.project}, and ${name} is of ${project}`]
    : [];
}
