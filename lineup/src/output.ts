import { realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from "node:fs";
import { UnusableInput } from "./inputs/model";

/** All of it or none of it: a reader never sees half a report, and what was there stays where writing fails. */
export function writeWhole(file: string, text: string): void {
  try {
    const existing = statSync(file, { throwIfNoEntry: false });
    // A device or a pipe is written to: nothing can take its place.
    if (existing === undefined || existing.isFile()) replace(file, existing, text);
    else writeFileSync(file, text);
  } catch (error) {
    throw new UnusableInput(`${file} cannot be written: ${whyUnwritten((error as NodeJS.ErrnoException).code)}`);
  }
}

function replace(file: string, existing: Stats | undefined, text: string): void {
  const target = existing === undefined ? file : realpathSync(file);
  const draft = `${target}.${process.pid}.part`;
  try {
    // Whoever could read the old report, and nobody else, can read the new one.
    writeFileSync(draft, text, existing === undefined ? {} : { mode: existing.mode });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

const REASONS: Record<string, string> = {
  EISDIR: "it is a folder, and --output takes the name of a file",
  ENOENT: "its folder does not exist",
  ENOTDIR: "a part of its path is no folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
};

/** Why something could not be written, in words. */
export function whyUnwritten(code: string | undefined): string {
  return REASONS[code ?? ""] ?? code ?? "unknown error";
}
