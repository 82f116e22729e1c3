import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../usage-error";
import { flagOf, OPTION_NAMES, OPTIONS, type OptionName, type Repeated } from "./options";

type Given = ReadonlyMap<OptionName, string | boolean | readonly Repeated[]>;

/** Standard input is gone once it was read. */
export function refuseSecondReading(inputs: readonly string[], given: Given): void {
  const readers = filesRead(inputs, given).filter(({ path }) => path === "-");
  if (readers.length < 2) return;
  const places = readers.map(({ place }) => place).join(" and ");
  throw new UsageError(`"-" is standard input, which can be read only once, and it is named for ${places}`);
}

/** What is written never replaces what it was made from, nor what is written beside it. */
export function refuseOverwriting(inputs: readonly string[], given: Given): void {
  const written = new Map<string, string>();
  for (const name of OPTION_NAMES.filter((one) => OPTIONS[one].takes === "output")) {
    const output = given.get(name);
    if (typeof output !== "string") continue;
    const target = realPath(output);
    const refused = (what: string) =>
      new UsageError(`${flagOf(name)} would replace ${output}, which is ${what}: name another file`);
    for (const { path, place } of filesRead(inputs, given)) {
      if (path !== "-" && holds(realPath(path), target)) throw refused(`read as ${place}`);
    }
    const other = written.get(target);
    if (other !== undefined) throw refused(`written by ${other}`);
    written.set(target, flagOf(name));
  }
}

interface ReadFile {
  path: string;
  place: string;
}

function filesRead(inputs: readonly string[], given: Given): ReadFile[] {
  const options = OPTION_NAMES.filter((name) => OPTIONS[name].takes === "input").flatMap((name): ReadFile[] => {
    const paths = given.get(name);
    const place = flagOf(name);
    if (typeof paths === "string") return [{ path: paths, place }];
    return Array.isArray(paths) ? paths.map(({ value }: Repeated) => ({ path: value, place })) : [];
  });
  return [...inputs.map((path) => ({ path, place: "an input" })), ...options];
}

/** Whether a file is what is read at a path: the file itself, or one that belongs to the root in a folder. */
function holds(read: string, file: string): boolean {
  if (read === file) return true;
  const isPart = /\.(tf|tf\.json|tfvars|tfvars\.json)$/.test(file) || basename(file) === "sources.json";
  return isPart && dirname(file) === read;
}

/** Through links; of a file that is not there yet, through those of its folder. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    try {
      return join(realpathSync(dirname(path)), basename(path));
    } catch {
      return path;
    }
  }
}
