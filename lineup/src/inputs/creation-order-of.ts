import { groupedBy } from "../grouping";
import { withoutKeys } from "../values";
import { isBlock, own } from "./blocks";
import type { Code } from "./creation-order";
import type { Declarations, RootFiles } from "./declarations";
import { longestReferences } from "./references";
import { expressionsIn } from "./said";
import type { ConfiguredModule, ConfiguredResource, ModuleCall, Plan, PrintedChange } from "./shapes";

const TRAVERSAL =
  /\b(?:data\.)?[A-Za-z_][\w-]{0,200}\.[A-Za-z_][\w-]{0,200}(?:\[[^\]]{0,200}\])?(?:\.[A-Za-z_*][\w-]{0,200})?/g;

/** What a configuration refers to. Text that only looks like a reference leads nowhere. */
export function codeOfFiles(files: RootFiles, declarationsOf: (files: RootFiles) => Declarations): Code {
  const declared = declarationsOf(files);
  const mentioned = (body: unknown) => (body === undefined ? undefined : (JSON.stringify(body).match(TRAVERSAL) ?? []));
  return {
    resources: [...declared.resources.keys()],
    outputs: [...declared.outputs.keys()],
    calls: [...declared.moduleCalls.keys()],
    ofResource: (address) => mentioned(declared.resources.get(address)?.body),
    ofKnown: () => [],
    ofOutput: (name) => mentioned(declared.outputs.get(name)),
    ofLocal: (name) => mentioned(declared.locals.get(name)) ?? [],
    call: (name) => {
      const body = declared.moduleCalls.get(name);
      if (!body) return undefined;
      const source = declared.source(name);
      return {
        waitsFor: ["count", "for_each", "depends_on"].flatMap((key) => mentioned(own(body, key)) ?? []),
        ofArgument: (argument) => mentioned(own(body, argument)) ?? [],
        code: "missing" in source ? undefined : codeOfFiles(source.root, declarationsOf),
      };
    },
  };
}

/** Whether the plan knows an attribute of a resource, by its address without keys. */
type IsKnown = (address: string, attribute: string) => boolean;

/** What is known of every instance, before anything is created. */
export function knownIn({ resource_changes: changes }: Plan): IsKnown {
  let instances: Map<string, PrintedChange[]> | undefined;
  return (address, attribute) => {
    instances ??= groupedBy(changes ?? [], ({ address }) => withoutKeys(address));
    return instances.get(address)?.every(({ change }) => !hasHole(own(change.after_unknown, attribute))) === true;
  };
}

function hasHole(unknown: unknown): boolean {
  if (Array.isArray(unknown)) return unknown.some(hasHole);
  return isBlock(unknown) ? Object.values(unknown).some(hasHole) : unknown === true;
}

/** What the configuration in a plan refers to. It keeps no locals. */
export function codeOfPlan(module: ConfiguredModule, isKnown: IsKnown, prefix = ""): Code {
  const resources = new Map((module.resources ?? []).map((resource) => [resource.address, resource]));
  const outputs = new Map(Object.entries(module.outputs ?? {}));
  const calls = new Map(Object.entries(module.module_calls ?? {}));
  return {
    resources: [...resources.keys()],
    outputs: [...outputs.keys()],
    calls: [...calls.keys()],
    ofResource: (address) => {
      const resource = resources.get(address);
      if (!resource) return undefined;
      return [...inAttributes(resource, (key) => !isKnown(prefix + address, key)), ...waitsFor(resource)];
    },
    ofKnown: (address) => inAttributes(resources.get(address), (key) => isKnown(prefix + address, key)),
    ofOutput: (name) => {
      const output = outputs.get(name);
      return output && [...inTree(output.expression), ...(output.depends_on ?? [])];
    },
    ofLocal: () => undefined,
    call: (name) => {
      const call = calls.get(name);
      return (
        call && {
          waitsFor: waitsFor(call),
          ofArgument: (argument) => inTree(own(call.expressions, argument)),
          code: call.module ? codeOfPlan(call.module, isKnown, `${prefix}module.${name}.`) : undefined,
        }
      );
    },
  };
}

function waitsFor({
  depends_on: named,
  count_expression: count,
  for_each_expression: each,
}: ConfiguredResource | ModuleCall) {
  return [...(named ?? []), ...inTree(count), ...inTree(each)];
}

function inAttributes(resource: ConfiguredResource | undefined, isWanted: (key: string) => boolean): string[] {
  return Object.entries(resource?.expressions ?? {}).flatMap(([key, tree]) => (isWanted(key) ? inTree(tree) : []));
}

/** Damaged references are refused where they decide a path; here they order nothing. */
function textsIn(references: unknown): string[] {
  return Array.isArray(references) ? references.filter((one): one is string => typeof one === "string") : [];
}

function inTree(tree: unknown): string[] {
  return expressionsIn(tree).flatMap((expression) => [
    ...longestReferences(textsIn(expression.references)),
    // Of a template that is written in JSON the plan keeps the text as well.
    ...(typeof expression.constant_value === "string" ? (expression.constant_value.match(TRAVERSAL) ?? []) : []),
  ]);
}
