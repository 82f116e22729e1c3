import { isAbsolute, normalize, relative } from "node:path";
import { plain } from "../text/plain";

const LONGEST = 1000;

/** A file as a reference relative to the repository, percent-encoded; what lies outside is named without leaving it. */
export function relativeUri(file: string): string {
  const here = isAbsolute(file) ? relative(process.cwd(), file) : file;
  const outside = here.startsWith("..") && isAbsolute(file);
  const segments = normalize(plain(outside ? file : here, LONGEST) || "input")
    .split("/")
    .filter((segment) => segment !== "" && segment !== "." && segment !== "..");
  return segments.map(encodeURIComponent).join("/") || "input";
}
