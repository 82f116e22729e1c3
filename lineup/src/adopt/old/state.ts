import { isBlock, own } from "../../inputs/blocks";
import { type Input, jsonIn } from "../../inputs/json";
import { UnusableInput } from "../../inputs/model";
import { isPlanJson, readJson } from "../../inputs/read";
import type { State, StateResource } from "../../inputs/shapes";
import { flatten } from "../../inputs/state";
import { showJson } from "../../inputs/terraform-commands";
import { withoutKeys } from "../../values";
import { addressProblems } from "./addresses";
import { byProjectId, numbersIn, projectOf, projectProblems, text } from "./projects";

/** One instance in the old state. */
export interface OldThing {
  address: string;
  /** Its block: the address without keys of instances and of modules. */
  block: string;
  type: string;
  values: Record<string, unknown>;
  /** Where nothing says it, that of everything else in the state, if that is one. */
  project: string | undefined;
  /** An old object of it that is still to be deleted. */
  isDeposed: boolean;
  /** The blocks that it depends on. */
  dependsOn: readonly string[];
  isGoogles: boolean;
  /** What the state calls sensitive, in the form of its values. */
  sensitive: unknown;
}

export interface OldState {
  file: string;
  things: OldThing[];
  /** The version of Terraform that wrote it. */
  version: string | undefined;
  providers: string[];
}

/** `terraform show -json` of the old root. All that is wrong with it is said at once. */
export function readOldState(input: Input, project: string): OldState {
  const { json, file } = jsonIn(input);
  const state = stateIn(json, file);
  const resources = flatten(state.values?.root_module).filter(({ mode }) => mode === "managed");
  const projects = new Set(resources.flatMap((resource) => projectOf(resource) ?? []));
  const problems = [...addressProblems(resources), ...projectProblems(projects, project)];
  if (problems.length > 0) throw new UnusableInput(`${file} cannot be handed over: ${problems.join("; ")}`);
  const only = projects.size === 1 ? [...projects][0] : undefined;
  const numbers = numbersIn(resources);
  return {
    file,
    things: resources.map((resource) => thing(resource, only, numbers)),
    version: text(own(json, "terraform_version")),
    providers: [...new Set(resources.flatMap((resource) => text(own(resource, "provider_name")) ?? []))],
  };
}

function stateIn(json: unknown, file: string): State {
  const commands = [showJson("-", "old.json")];
  if (isPlanJson(json))
    throw new UnusableInput(`${file} is a plan, and --old takes the state of the old root:`, commands);
  const { kind } = readJson(json, file);
  if (kind === "state") return json as State;
  const what = kind === "synth" ? "a configuration" : "an inventory";
  throw new UnusableInput(`${file} is ${what}, and --old takes the state of the old root:`, commands);
}

function thing(resource: StateResource, project: string | undefined, numbers: ReadonlyMap<string, string>): OldThing {
  const { address, type, values, depends_on: dependsOn, deposed_key: deposed } = resource;
  return {
    address,
    block: withoutKeys(address),
    type,
    values: byProjectId(values ?? {}, numbers),
    project: projectOf(resource) ?? project,
    isDeposed: (deposed ?? undefined) !== undefined,
    dependsOn: (dependsOn ?? []).map(withoutKeys),
    isGoogles: type.startsWith("google_"),
    sensitive: own(resource, "sensitive_values"),
  };
}

/** Whether the state calls this attribute, or a part of it, sensitive. */
export function isSensitive({ sensitive }: OldThing, attribute: string): boolean {
  const marked = own(sensitive, attribute);
  return marked !== undefined && holdsTrue(marked);
}

function holdsTrue(marked: unknown): boolean {
  if (marked === true) return true;
  if (Array.isArray(marked)) return marked.some(holdsTrue);
  return isBlock(marked) && Object.values(marked).some(holdsTrue);
}
