import { existsSync } from "node:fs";
import { join } from "node:path";

/** The bundle holds the version of its package. */
declare const LINEUP_VERSION: string | undefined;

export function version(): string {
  return typeof LINEUP_VERSION === "string" ? LINEUP_VERSION : versionOfPackage();
}

/** Of the sources, where no bundle was made. */
function versionOfPackage(): string {
  const file = ["..", "../.."]
    .map((folder) => join(__dirname, folder, "package.json"))
    .find((path) => existsSync(path));
  return file === undefined ? "unknown" : (require(file) as { version: string }).version;
}
