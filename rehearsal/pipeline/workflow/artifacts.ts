import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Done } from "./steps";

/** The artifacts of one run, as folders. */
export class Artifacts {
  constructor(readonly folder: string) {}

  /** A folder gives its contents, a file itself. A second upload of a name replaces the first. */
  upload(name: string, path: string, ifNone = "warn"): Done {
    if (!existsSync(path)) return { ok: ifNone !== "error" };
    const place = join(this.folder, name);
    mkdirSync(place, { recursive: true });
    if (statSync(path).isDirectory()) cpSync(path, place, { recursive: true });
    else cpSync(path, join(place, basename(path)));
    return { ok: true };
  }

  names(): string[] {
    return existsSync(this.folder) ? readdirSync(this.folder) : [];
  }

  download(name: string, path: string): Done {
    const place = join(this.folder, name);
    if (!existsSync(place)) return { ok: false };
    mkdirSync(path, { recursive: true });
    cpSync(place, path, { recursive: true });
    return { ok: true };
  }
}
