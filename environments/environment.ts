import { dayOf } from "../facts/days";
import { githubEnvironments } from "../facts/identities";
import { Draft } from "./draft";
import { domainsOf, LEADS_TO_ONE } from "./expected";
import { linesOf } from "./explain";
import { bootstrapStackOf, type EnvironmentNames, namesFor } from "./names";
import { withProposed } from "./proposed";
import { problemsBetweenFields } from "./rules";
import { type EnvironmentInput, type EnvironmentSettings, environmentSchema } from "./schema";
import { issuesBesideRedis } from "./services";
import { shown } from "./shown";

/**
 * A checked environment: everything in it is valid, every derived name is there, the file that says it, and the day for
 * which it was read: what is said until a day holds or has ended on that one.
 */
export type Environment = EnvironmentSettings & { names: EnvironmentNames; file: string; today: string };

/** All problems at once, each with its path, the value that was got and the remedy. */
export class EnvironmentError extends Error {
  constructor(readonly problems: string[]) {
    super(
      `${problems.length === 1 ? "one thing is" : `${problems.length} things are`} wrong:\n  ${problems.join("\n  ")}`,
    );
  }
}

/**
 * Reads environments as written, with what is proposed put over it; throws one EnvironmentError that lists what is wrong
 * in any of them.
 */
export function readEnvironments(
  files: Record<string, EnvironmentInput>,
  proposed?: unknown,
  today = dayOf(new Date()),
): Environment[] {
  const { written, problems: unplaced } = withProposed(files, proposed);
  const read = Object.entries(written).map(([file, input]) => ({ file, ...readEnvironment(file, input, today) }));
  const problems = [
    ...unplaced,
    ...read.flatMap(({ file, problems }) => problems.map((problem) => `${file}: ${problem}`)),
    ...sharedBetweenEnvironments(written),
    ...namedLikeAPartOfAnother(written),
    ...domainsOfAnother(written),
  ];
  if (problems.length > 0) throw new EnvironmentError(problems);
  return read.flatMap(({ environment }) => (environment ? [environment] : []));
}

function readEnvironment(
  file: string,
  input: unknown,
  today: string,
): { environment?: Environment; problems: string[] } {
  const parsed = environmentSchema.safeParse(input);
  const draft = new Draft(input);
  const issues = [...(parsed.error?.issues ?? []), ...issuesBesideRedis(draft)];
  const lines = linesOf(draft, issues, problemsBetweenFields(draft, today));
  if (!parsed.success || lines.length > 0) return { problems: lines };
  return { environment: { ...parsed.data, names: namesFor(parsed.data), file, today }, problems: [] };
}

/** Firewall rules carry fixed names, and names are unique in a project: one environment, one project. */
function sharedBetweenEnvironments(written: Record<string, unknown>): string[] {
  const files = Object.keys(written);
  return (["name", "project"] as const).flatMap((field) =>
    files.flatMap((file, index) => {
      const value = new Draft(written[file]).text(field);
      const twin = value && files.slice(0, index).find((earlier) => new Draft(written[earlier]).text(field) === value);
      return twin
        ? [`${file}: ${field}: must differ from ${twin}, got ${shown(value)} - each environment has its own ${field}`]
        : [];
    }),
  );
}

/** Two stacks of one name overwrite each other, and two GitHub environments of one name are one. */
function namedLikeAPartOfAnother(written: Record<string, unknown>): string[] {
  const named = Object.entries(written).map(([file, input]) => ({ file, name: new Draft(input).text("name") ?? "" }));
  return named.flatMap(({ file, name }) =>
    named.flatMap((other) => {
      const { deploy: _, ...parts } = githubEnvironments(other.name);
      const part =
        name === bootstrapStackOf(other.name) ? "stack" : Object.values(parts).includes(name) && "GitHub environment";
      if (!part) return [];
      return [`${file}: name: must not be that of a ${part} of ${other.file}, got ${shown(name)} - pick another name`];
    }),
  );
}

function domainsOfAnother(written: Record<string, unknown>): string[] {
  const all = Object.entries(written).flatMap(([file, input]) =>
    domainsOf(new Draft(input)).map(({ path, name }) => ({ file, path, name })),
  );
  return all.flatMap(({ file, path, name }, index) => {
    const twin = all.slice(0, index).find((earlier) => earlier.file !== file && earlier.name === name);
    if (!twin) return [];
    return [`${file}: ${path}: must differ from ${twin.path} of ${twin.file}, got ${shown(name)} - ${LEADS_TO_ONE}`];
  });
}
