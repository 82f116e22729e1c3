import { blocks, isBlock, own } from "../inputs/blocks";
import type { RootFiles } from "../inputs/declarations";
import type { ConfiguredModule, Plan } from "../inputs/shapes";
import { typeAt } from "../values";

// What the configuration in a plan says besides values: what it runs, and what its providers are.

export interface ConfiguredThing {
  /** With its modules and without keys: `module.site.terraform_data.build`. */
  address: string;
  type: string;
  /** What it runs when it is made or deleted: `local-exec`. */
  provisioners: readonly string[];
  /** The arguments that are written; what is not is left to the provider, or to what is there. */
  sets: readonly string[];
}

export interface ConfiguredProvider {
  /** As the configuration calls it: `google.eu`, `module.site:google`. */
  key: string;
  name: string;
  /** Where it comes from: `registry.terraform.io/hashicorp/google`. */
  source: string;
  /** The arguments that are set, each with its value where it is written out. */
  settings: ReadonlyMap<string, unknown>;
  /** Whether a block `exec` in it, at any depth, has it run a program. */
  runsProgram: boolean;
}

export interface PlanCode {
  things: readonly ConfiguredThing[];
  providers: readonly ConfiguredProvider[];
  /** Whether the plan holds its configuration: without it nobody can tell what it runs. */
  isShown: boolean;
  /** Actions that an apply invokes besides its changes, by address: Terraform 1.14 has them. */
  invoked: readonly string[];
}

/** `files` are the configuration that the plan was made from, where somebody has given it. */
export function codeOf(
  { configuration, resource_changes: changes, action_invocations: invocations }: Plan,
  files: RootFiles | undefined,
): PlanCode {
  const configured = Object.entries(configuration?.provider_config ?? {}).map(
    ([key, { name, full_name: source, expressions }]): ConfiguredProvider => ({
      key,
      name: name ?? key,
      source: source ?? "",
      settings: new Map(Object.entries(expressions ?? {}).flatMap(([setting, written]) => settingOf(setting, written))),
      runsProgram: hasBlock(expressions, "exec"),
    }),
  );
  const known = new Set(configured.map(({ source }) => source));
  const others = new Set((changes ?? []).flatMap(({ provider_name: source }) => source ?? []));
  const unconfigured = [...others]
    .filter((source) => !known.has(source))
    .map((source) => {
      const name = source.slice(source.lastIndexOf("/") + 1);
      return { key: name, name, source, settings: new Map<string, unknown>(), runsProgram: false };
    });
  return {
    isShown: configuration?.root_module !== undefined,
    things: [...thingsIn(configuration?.root_module ?? {}), ...(files ? removedIn(files) : [])],
    providers: [...configured, ...unconfigured],
    invoked: (invocations ?? []).map((one) => (isBlock(one) && typeof one.address === "string" ? one.address : "")),
  };
}

/** Null is what an argument is that is not set. */
function settingOf(setting: string, written: unknown): [string, unknown][] {
  const value = isBlock(written) && "constant_value" in written ? written.constant_value : undefined;
  return value === null ? [] : [[setting, value]];
}

/** Whether there is a block of this name, at any depth. */
function hasBlock(written: unknown, name: string): boolean {
  const pending = [written];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isBlock(next) && Object.hasOwn(next, name)) return true;
    if (typeof next === "object" && next !== null) pending.push(...Object.values(next));
  }
  return false;
}

function thingsIn(root: ConfiguredModule): ConfiguredThing[] {
  const found: ConfiguredThing[] = [];
  const pending = [{ prefix: "", module: root }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { prefix, module } = next;
    for (const { address, type, provisioners, expressions } of module.resources ?? [])
      found.push({
        address: prefix + address,
        type,
        provisioners: (provisioners ?? []).map(({ type }) => type),
        sets: isBlock(expressions) ? Object.keys(expressions) : [],
      });
    for (const [name, { module: called }] of Object.entries(module.module_calls ?? {}))
      if (called) pending.push({ prefix: `${prefix}module.${name}.`, module: called });
  }
  return found;
}

/** What a `removed` block runs when its resource is deleted. A plan runs it, and its JSON does not show it. */
function removedIn(root: RootFiles): ConfiguredThing[] {
  const found: ConfiguredThing[] = [];
  const seen = new Set<RootFiles>();
  const pending = [{ prefix: "", folder: root }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { prefix, folder } = next;
    if (seen.has(folder)) continue;
    seen.add(folder);
    const all = [...folder.files, ...(folder.overrides ?? [])].flatMap((file) => blocks(own(file, "removed")));
    for (const removed of all) {
      const from = String(own(removed, "from") ?? "").replace(/^\$\{([^}]*)\}$/, "$1");
      const provisioners = blocks(own(removed, "provisioner")).flatMap((one) => Object.keys(one));
      found.push({ address: prefix + from, type: typeAt(from), provisioners, sets: [] });
    }
    for (const [name, source] of folder.modules ?? [])
      if ("root" in source) pending.push({ prefix: `${prefix}module.${name}.`, folder: source.root });
  }
  return found;
}
