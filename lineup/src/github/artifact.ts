import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isBlock, type RawBlock, refuseDeepNesting } from "../inputs/blocks";
import { refuseRepeatedKeys } from "../inputs/repeated-keys";
import { plain } from "../text/plain";
import { StepError } from "./entry";

/** The largest environment is a hundredth of it. */
const LARGEST = 5_000_000;

/** A folder that another job has filled: nothing may be in it but these files. A link could lead anywhere. */
export function refuseOtherFiles(folder: string, allowed: readonly string[]): void {
  refuseUnless("isDirectory", folder, "a folder");
  for (const name of readdirSync(folder)) {
    if (!allowed.includes(name)) {
      throw new StepError(
        `${folder} holds ${JSON.stringify(plain(name))} - only ${allowed.join(", ")} may be there: Terraform would read others, too`,
      );
    }
    refuseUnless("isFile", join(folder, name), "a file");
  }
}

/** The JSON object in such a file. Keys are not repeated: Terraform adds such blocks up, and we would see the last. */
export function objectFrom(file: string): RawBlock {
  const text = textFrom(file);
  let json: unknown;
  try {
    json = JSON.parse(text, refuseProto);
    refuseDeepNesting(json, file);
    refuseRepeatedKeys(text, file);
  } catch (error) {
    throw new StepError(`${file} is not read: ${plain((error as Error).message)}`);
  }
  if (!isBlock(json)) throw new StepError(`${file} does not hold an object`);
  return json;
}

/** The text of such a file. */
export function textFrom(file: string, largest = LARGEST): string {
  refuseUnless("isFile", file, "a file");
  const { size } = lstatSync(file);
  if (size > largest) throw new StepError(`${file} has ${size} bytes, ${largest} are allowed`);
  return readFileSync(file, "utf8");
}

/** For JSON.parse: a key that libraries leave out when they copy an object, so that nobody would compare what it holds. */
export function refuseProto(key: string, value: unknown): unknown {
  if (key === "__proto__") throw new StepError("the key __proto__ is refused: rename it");
  return value;
}

function refuseUnless(what: "isFile" | "isDirectory", path: string, wanted: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) throw new StepError(`${path} is not there - the job that makes it ended before that`);
  if (!found[what]()) throw new StepError(`${path} is not ${wanted}: links and the like are not followed`);
}
