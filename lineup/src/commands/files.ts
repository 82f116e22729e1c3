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

/** A report never replaces what it was made from. */
export function refuseOverwriting(inputs: readonly string[], given: Given): void {
  const output = given.get("output");
  if (typeof output !== "string") return;
  const target = realPath(output);
  for (const { path, place } of filesRead(inputs, given)) {
    if (path === "-" || !holds(realPath(path), target)) continue;
    throw new UsageError(`--output would replace ${output}, which is read as ${place}: name another file`);
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
