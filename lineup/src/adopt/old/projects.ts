import { own } from "../../inputs/blocks";
import type { StateResource } from "../../inputs/shapes";
import { plain } from "../../text/plain";
import { enumerated } from "../../text/words";

const NAMED = 10;

/** What it says itself, or its id does; older providers escape the slashes in some. */
export function projectOf({ values }: StateResource): string | undefined {
  const said =
    text(own(values, "project")) ?? IN_PROJECT.exec((text(own(values, "id")) ?? "").replaceAll("%2F", "/"))?.[1];
  return said === undefined || NUMBER.test(said) ? undefined : said;
}

const IN_PROJECT = /^projects\/([^/\s]+)\//;
/** Google calls a project by its number where it likes; an id begins with a letter. */
const NUMBER = /^\d+$/;

/** The ids of projects by their numbers, where a thing says both. */
export function numbersIn(resources: readonly StateResource[]): Map<string, string> {
  return new Map(
    resources.flatMap(({ values }): [string, string][] => {
      const project = text(own(values, "project"));
      const number = [own(values, "name"), own(values, "id")]
        .map((name) => IN_PROJECT.exec(text(name) ?? "")?.[1])
        .find((one) => one !== undefined && NUMBER.test(one));
      return project === undefined || NUMBER.test(project) || number === undefined ? [] : [[number, project]];
    }),
  );
}

export function byProjectId(
  values: Record<string, unknown>,
  numbers: ReadonlyMap<string, string>,
): Record<string, unknown> {
  if (numbers.size === 0) return values;
  const said = (value: unknown) =>
    typeof value === "string"
      ? value.replace(/(^|\/)projects\/(\d+)\//, (all, before, number) => {
          const id = numbers.get(number);
          return id === undefined ? all : `${before}projects/${id}/`;
        })
      : value;
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, said(value)]));
}

export function projectProblems(projects: ReadonlySet<string>, project: string): string[] {
  if (projects.size === 0 || projects.has(project)) return [];
  const names = [...projects].slice(0, NAMED).map((name) => plain(name, 60));
  return [
    `it is a state of ${enumerated(names)}, and ${plain(project, 60)} is adopted: give the state of that project`,
  ];
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
