import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { neverImported, PLAIN_ID, projectBeside } from "../facts/imports";
import { Draft, isRecord, type SettingProblem } from "./draft";
import { type Environment, EnvironmentError } from "./environment";
import { linesOf } from "./explain";
import { matching } from "./fields";
import { shown } from "./shown";

const FOLDER = "adoptions";
const ANEW = "write the file anew with lineup adopt --write";

const text = (what: string) => z.string(`must be ${what} - ${ANEW}`).min(1, `must be ${what} - ${ANEW}`);
const ADDRESS = `must be the address of a resource - such as "google_redis_instance.cache"`;
const ID = `must be an import id in plain characters - ${ANEW}`;

/** What exists and is taken over into the state, with the plan: written by `lineup adopt --write`, reviewed like code. */
const adoption = z.strictObject({
  schema: z.literal("lineup/adoption/1", `must be "lineup/adoption/1" - ${ANEW}`),
  environment: text("the name of the environment"),
  project: text("the project of the environment"),
  seenAt: z.iso.datetime(`must be a time - such as "2026-11-29T11:00:00.000Z"`),
  resources: z.array(
    z.strictObject({
      address: matching(/^\w+\.[\w-]+$/, ADDRESS),
      id: matching(PLAIN_ID, ID),
      seen: text("what was seen of it"),
    }),
    `must be a list of resources - ${ANEW}`,
  ),
});
export type Adoption = z.output<typeof adoption>;

/** Where the adoption of an environment is written, as people call it. */
export const adoptionFile = (name: string) => `environments/${FOLDER}/${name}.json`;

/** An environment, and what is synthesized for it. */
interface Synthesized {
  env: Environment;
  addresses: ReadonlySet<string>;
}

/**
 * Reads what is taken over, usually nothing; throws one EnvironmentError that lists what is wrong in any of the files.
 * They are read here and not imported: a program that is bundled has them as they are now.
 */
export function readAdoptions(all: readonly Synthesized[], beside = __dirname): (Adoption | undefined)[] {
  const folder = join(beside, FOLDER);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".json")) : [];
  const strangers = files.filter((file) => !all.some(({ env }) => file === `${env.name}.json`));
  const read = all.map(({ env, addresses }) =>
    files.includes(`${env.name}.json`)
      ? readAdoption(join(folder, `${env.name}.json`), env, addresses)
      : { problems: [] },
  );
  const problems = [
    ...strangers.map((file) => `environments/${FOLDER}/${shown(file).slice(1, -1)}: is of no environment - remove it`),
    ...read.flatMap(({ problems }, index) =>
      problems.map((problem) => `${adoptionFile(all[index]?.env.name ?? "")}: ${problem}`),
    ),
  ];
  if (problems.length > 0) throw new EnvironmentError(problems);
  return read.map(({ adoption }) => adoption);
}

function readAdoption(
  file: string,
  env: Environment,
  addresses: ReadonlySet<string>,
): { adoption?: Adoption; problems: string[] } {
  let written: unknown;
  try {
    written = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { problems: [`is no JSON that can be read - ${ANEW}`] };
  }
  const parsed = adoption.safeParse(written);
  const draft = new Draft(written);
  const problems = linesOf(draft, parsed.error?.issues ?? [], [
    ...ofAnother(draft, "environment", env.name),
    ...ofAnother(draft, "project", env.project),
    ...problemsOfResources(draft, env, addresses),
  ]);
  return parsed.success ? { adoption: parsed.data, problems } : { problems };
}

function ofAnother(draft: Draft, field: "environment" | "project", own: string): SettingProblem[] {
  const value = draft.text(field);
  if (value === undefined || value === own) return [];
  return [{ path: field, message: `must be ${shown(own)}, the environment's own - ${ANEW}` }];
}

function problemsOfResources(draft: Draft, { project }: Environment, addresses: ReadonlySet<string>): SettingProblem[] {
  const resources = draft.at("resources");
  if (!Array.isArray(resources)) return [];
  const places = resources.flatMap((resource, index) => (isRecord(resource) ? [`resources.${index}`] : []));
  return places.flatMap((place, index) => [
    ...(["address", "id"] as const).flatMap((field) => saidTwice(draft, places.slice(0, index), place, field)),
    ...ofTheStack(draft, `${place}.address`, addresses),
    ...ofTheProject(draft, `${place}.id`, project),
  ]);
}

function saidTwice(draft: Draft, earlier: string[], place: string, field: "address" | "id"): SettingProblem[] {
  const value = draft.text(`${place}.${field}`);
  const twin = value && earlier.find((other) => draft.text(`${other}.${field}`) === value);
  return twin
    ? [{ path: `${place}.${field}`, message: `must differ from ${twin}.${field} - remove one of the two` }]
    : [];
}

function ofTheStack(draft: Draft, path: string, addresses: ReadonlySet<string>): SettingProblem[] {
  const address = draft.text(path);
  if (address === undefined) return [];
  const never = neverImported(address.split(".")[0] ?? "");
  if (never !== undefined) return [{ path, message: `must be left out, it is never imported: ${never} - remove it` }];
  if (addresses.has(address)) return [];
  return [
    { path, message: "must be a resource that is synthesized - remove it, or mend the settings that it follows from" },
  ];
}

function ofTheProject(draft: Draft, path: string, project: string): SettingProblem[] {
  const other = projectBeside(draft.text(path) ?? "", project);
  return other === undefined ? [] : [{ path, message: `must be of the project ${shown(project)} - ${ANEW}` }];
}
