import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type HclRoot, hclFiles } from "../../verify/hcl-root";

/** What is found in the folder of a root. It is written for the question: a root may be laid over others. */
export async function inFolder<Found>(root: HclRoot, found: (folder: string) => Promise<Found>): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), "root-"));
  try {
    for (const [path, text] of Object.entries(hclFiles(root))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await found(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
