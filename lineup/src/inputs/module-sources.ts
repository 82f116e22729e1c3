import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, normalize } from "node:path";
import type { Program } from "../../../facts/programs";
import { isBlock, own } from "./blocks";
import type { ModuleSource, RootFiles } from "./declarations";
import { callsIn, type FolderFiles, filesIn, programOf, refuseSpecial } from "./folder";
import { parsed, textOf } from "./json";
import { UnusableInput } from "./model";
import { fitsVersion, isSameSource } from "./module-version";

/** Far more than people have: what calls more is not followed further. */
const MOST_CALLS = 1_000;
const DEEPEST = 30;

/** A folder on the way down from a root: which one, and by which calls. */
interface Caller {
  folder: string;
  /** As `modules.json` names it: "a.b" is module b of module a. */
  key: string;
  /** The folders above it, and itself, as they are on the disk. */
  within: readonly string[];
}

/** Finds the code of the modules that a root calls: beside it, or where terraform init has put it. */
export class ModuleSources {
  private calls = 0;
  private readonly read = new Map<string, FolderFiles | undefined>();
  private installed: ReadonlyMap<string, Installed> | undefined;

  constructor(
    private readonly root: string,
    private readonly program: Program | undefined,
  ) {}

  async of(files: FolderFiles): Promise<RootFiles> {
    return this.withModules(files, { folder: this.root, key: "", within: [realpathSync(this.root)] });
  }

  private async withModules(files: FolderFiles, caller: Caller): Promise<RootFiles> {
    const modules = new Map<string, ModuleSource>();
    for (const [name, body] of callsIn(files))
      modules.set(name, await this.called(name, own(body, "source"), own(body, "version"), caller));
    return { ...files, modules };
  }

  private async called(name: string, source: unknown, version: unknown, caller: Caller): Promise<ModuleSource> {
    const key = caller.key === "" ? name : `${caller.key}.${name}`;
    const what = `module.${key.replaceAll(".", ".module.")}`;
    if (typeof source !== "string" || /[$%]\{/.test(source)) {
      return { missing: `${what} has no source that is written out, so its code is not in this input` };
    }
    const from = `${what} comes from ${JSON.stringify(withoutCredentials(source).slice(0, 120))}`;
    const isBeside = /^\.\.?(\/|$)/.test(source);
    const installed = isBeside ? undefined : this.installedAt(key);
    const other = installed && otherThan(installed, source, version);
    if (other !== undefined)
      return { missing: `${from}, and terraform init has put ${other} in its place: run terraform init again` };
    const folder = isBeside ? join(caller.folder, source) : installed?.folder;
    if (folder === undefined) {
      return { missing: `${from}: run terraform init, so that its code is in .terraform/modules` };
    }
    const real = realPath(folder);
    if (real === undefined) return { missing: `${from}, and there is no folder ${folder}` };
    if (caller.within.includes(real)) return { missing: `${from}, which is a folder that it is called in` };
    if (++this.calls > MOST_CALLS || caller.within.length > DEEPEST) {
      return { missing: `${from}: lineup follows ${MOST_CALLS} module calls, ${DEEPEST} deep` };
    }
    const files = await this.filesOf(folder, real);
    if (!files) return { missing: `${from}, and ${folder} holds no .tf files` };
    // Another program may read another module there.
    if (files.unread && files.unread.length > 0) return { missing: `${from}, where ${files.unread[0]}` };
    return { root: await this.withModules(files, { folder, key, within: [...caller.within, real] }) };
  }

  /** Each folder is read once, however often it is called. */
  private async filesOf(folder: string, real: string): Promise<FolderFiles | undefined> {
    if (!this.read.has(real)) this.read.set(real, await filesIn(folder, this.program ?? programOf(folder)));
    return this.read.get(real);
  }

  private installedAt(key: string): Installed | undefined {
    this.installed ??= manifestIn(this.root);
    const found = this.installed.get(key);
    return found && { ...found, folder: join(this.root, found.folder) };
  }
}

/** A call's code as terraform init left it, and what it was when it was called. */
interface Installed {
  folder: string;
  source: unknown;
  version: unknown;
}

/** What stands in the place of this source, where it is another one or another version. */
function otherThan({ source, version }: Installed, called: string, wanted: unknown): string | undefined {
  if (typeof source === "string" && !isSameSource(called, source)) return "another source";
  if (typeof version !== "string" || typeof wanted !== "string" || fitsVersion(version, wanted)) return undefined;
  return `version ${version.slice(0, 40)}`;
}

/** A source may hold a token, before the host or among what follows a "?". */
function withoutCredentials(source: string): string {
  return source.replace(/\?.*$/s, "").replace(/^((?:[a-z0-9]+::)?[a-z0-9+]+:\/\/)[^/]*@/i, "$1");
}

function realPath(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined;
  }
}

/** What terraform init has downloaded: the folder of each call of a module. */
function manifestIn(root: string): ReadonlyMap<string, Installed> {
  const file = join(root, ".terraform", "modules", "modules.json");
  if (!existsSync(file)) return new Map();
  refuseSpecial(file);
  const manifest = parsed(textOf(file, file), file);
  const modules = own(manifest, "Modules");
  if (!Array.isArray(modules)) throw new UnusableInput(`${file} lists no modules: run terraform init again`);
  return new Map(
    modules.filter(isBlock).flatMap((module): [string, Installed][] => {
      const [key, dir] = [own(module, "Key"), own(module, "Dir")];
      // Terraform puts them below the root; another place is not its doing.
      if (typeof key !== "string" || typeof dir !== "string" || isAbsolute(dir)) return [];
      const [source, version] = [own(module, "Source"), own(module, "Version")];
      return normalize(dir).startsWith("..") ? [] : [[key, { folder: dir, source, version }]];
    }),
  );
}
