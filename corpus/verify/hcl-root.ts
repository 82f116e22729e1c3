import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** A root in HCL: a folder of `hcl/`. */
export interface HclRoot {
  id: string;
  /** Folders that it is laid over, in this order: a file of the same path is replaced. */
  over?: readonly string[];
}

const folder = join(__dirname, "hcl");

/** Every file of the root and its modules, by its path. */
export function hclFiles({ id, over = [] }: HclRoot): Record<string, string> {
  return Object.assign({}, ...[...over, id].map((name) => filesIn(join(folder, name))));
}

function filesIn(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(root, path), readFileSync(path, "utf8")]));
}
