import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { UnusableInput } from "./inputs/model";

/** All of it or none of it: a reader never sees half a report, and what was there stays where writing fails. */
export function writeWhole(file: string, text: string): void {
  writeTogether([[file, text]]);
}

/** All of them or none: each is written beside its place before one takes it. */
export function writeTogether(
  files: readonly (readonly [file: string, text: string])[],
  allowed: { mode?: number } = {},
): void {
  const drafts: Draft[] = [];
  let current = "";
  try {
    for (const [file, text] of files) {
      current = file;
      drafts.push(drafted(file, text, allowed));
    }
    for (const { file, put } of drafts) {
      current = file;
      put();
    }
  } catch (error) {
    for (const { part } of drafts) if (part !== undefined) rmSync(part, { force: true });
    throw new UnusableInput(`${current} cannot be written: ${whyUnwritten((error as NodeJS.ErrnoException).code)}`);
  }
}

interface Draft {
  file: string;
  /** What is written beside its place. */
  part?: string;
  put: () => void;
}

function drafted(file: string, text: string, { mode }: { mode?: number }): Draft {
  const existing = statSync(file, { throwIfNoEntry: false });
  if (existing?.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
  // A device or a pipe is written to: nothing can take its place.
  if (existing !== undefined && !existing.isFile()) return { file, put: () => writeFileSync(file, text) };
  const target = existing === undefined ? file : realpathSync(file);
  const part = `${target}.${process.pid}.part`;
  try {
    // Whoever could read the old report, and nobody else, can read the new one.
    const kept = mode ?? existing?.mode;
    writeFileSync(part, text, kept === undefined ? {} : { mode: kept });
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  return { file, part, put: () => renameSync(part, target) };
}

const REASONS: Record<string, string> = {
  EISDIR: "it is a folder, and the name of a file is taken",
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
