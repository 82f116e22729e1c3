import type { Mutant } from "./mutant";

const complete = "lineup/src/inputs/complete.ts";
const contradictions = "lineup/src/inputs/contradictions.ts";
const members = "lineup/src/inputs/members.ts";
const missingModules = "lineup/src/inputs/missing-modules.ts";
const passedOver = "lineup/src/inputs/expressions/passed-over.ts";
const planConfiguration = "lineup/src/inputs/plan-configuration.ts";
const said = "lineup/src/inputs/said.ts";
const variables = "lineup/src/inputs/variables.ts";
const withConfiguration = "lineup/src/inputs/with-configuration.ts";

const tests = [
  "lineup/test/matrix",
  "lineup/test/inputs/with-configuration",
  "lineup/test/inputs/members",
  "lineup/test/inputs/modules",
  "lineup/test/inputs/passed-over",
];

/** How a plan and its configuration are read together. */
export const inputMutants: Mutant[] = mutants([
  {
    breaks: "the members of a set have no order",
    file: complete,
    from: "(items.length === 1 || !mayBeSet(place))",
    to: "items.length > 0",
  },
  {
    breaks: "a clause whose value is known did not make one that is not",
    file: complete,
    from: "if (planned instanceof Unresolved) return unresolvedIn(written).length > 0;",
    to: "if (planned instanceof Unresolved) return true;",
  },
  {
    breaks: "a reference to what the plan does not know did not make a clause that is known",
    file: complete,
    from: "return !(written.soleReference !== undefined && this.isUnknown(written.soleReference));",
    to: "return true;",
  },
  {
    breaks: "what is known outranks what is written",
    file: complete,
    from: `if (!holdsUnresolved(value)) continue;
      filled ??= { ...planned };
      filled[key] = this.of(value, said?.at(key), within(place, key));`,
    to: "filled ??= { ...planned };\n      filled[key] = said?.at(key)?.whole() ?? value;",
  },
  {
    breaks: "a block that may have made a known item is not settled",
    file: members,
    from: "if (indexes.size === 0 || ![...indexes].every((index) => open.has(index))) continue;",
    to: "if (indexes.size === 0) continue;",
  },
  {
    breaks: "a configuration that is not the plan's decides nothing",
    file: withConfiguration,
    from: "if (doubts.length > 0) return",
    to: "if (doubts.length > 999) return",
  },
  {
    breaks: "the plan's variables outrank defaults",
    file: withConfiguration,
    from: "...(model.variables ?? [])",
    to: "",
  },
  {
    breaks: "each instance of a module that is not here is given something of its own",
    file: "lineup/src/inputs/module.ts",
    from: "const given = call.instances.flatMap",
    to: "const given = call.instances.slice(0, 1).flatMap",
  },
  {
    breaks: "a missing module inside another one may make the network",
    file: missingModules,
    from: "/(^|\\.)module\\.",
    to: "/^module\\.",
  },
  {
    breaks: "what a missing module is given as a network is one, wherever it comes from",
    file: missingModules,
    from: "return isOpen && NAMES_NETWORK.test(argument) ?",
    to: "return value.references.length === 0 && NAMES_NETWORK.test(argument) ?",
  },
  {
    breaks: "pipes and devices in a folder are not read",
    file: "lineup/src/inputs/folder.ts",
    from: "if (!found || found.isFile()",
    to: "if (true || found.isFile()",
    tests: ["lineup/test/inputs/hcl.test.ts"],
  },
  {
    breaks: "Terraform skips folders that are called like files",
    file: "lineup/src/inputs/folder.ts",
    from: " && !isItselfFolder(join(folder, name))",
    to: "",
    tests: ["lineup/test/inputs/hcl.test.ts"],
  },
  {
    breaks: "what terraform init has put there may be another source or version",
    file: "lineup/src/inputs/module-sources.ts",
    from: "if (other !== undefined)",
    to: "if (false)",
    tests: ["lineup/test/inputs/hcl.test.ts"],
  },
  {
    breaks: "a source is named without its token",
    file: "lineup/src/inputs/module-sources.ts",
    from: "withoutCredentials(source).slice",
    to: "source.slice",
    tests: ["lineup/test/inputs/hcl.test.ts"],
  },
  {
    breaks: "HCL beside the JSON may override it",
    file: withConfiguration,
    from: "...(root.unread ?? []),",
    to: "",
  },
  {
    breaks: "a resource that the configuration alone has contradicts the plan",
    file: contradictions,
    from: "isWhole && !planned.has(name)",
    to: "false && !planned.has(name)",
  },
  {
    breaks: "changes that are ignored contradict nothing",
    file: contradictions,
    from: "(path) => ignored.includes(path)",
    to: "() => false",
  },
  {
    breaks: "-var is text, and the declared type is the default's",
    file: planConfiguration,
    from: "return { true: true, 1: true, false: false, 0: false }[value];",
    to: "return value;",
  },
  {
    breaks: "an ephemeral variable has no value in a plan",
    file: said,
    from: '(key.endsWith("_wo") ? saidWriteOnly : saidByExpression)',
    to: "saidByExpression",
  },
  {
    breaks: "an ephemeral variable has no value in a configuration",
    file: variables,
    from: 'if (own(declaration, "ephemeral") === true) return new NotGiven(text);',
    to: "",
  },
  {
    breaks: "the branch that is not taken is not read",
    file: passedOver,
    from: "[[node.yes], [node.test, node.no]]",
    to: "[[node.yes, node.no], [node.test]]",
  },
  {
    breaks: "a condition that is not known reads both branches",
    file: passedOver,
    from: 'if (typeof decided !== "boolean") return undefined;',
    to: "",
  },
  {
    breaks: "a dynamic block that makes nothing reads nothing",
    file: "lineup/src/inputs/bodies.ts",
    from: "for (const item of items ?? [undefined]) {",
    to: "for (const item of [undefined, ...(items ?? [])]) {",
  },
  {
    breaks: "what is passed over in one place may be taken in another",
    file: "lineup/src/inputs/configured.ts",
    from: "taken?.has(nameOf(one)) || ",
    to: "",
  },
  {
    breaks: "a value that a plan knows is not made of what is known after the apply",
    file: "lineup/src/inputs/planned-resource.ts",
    from: "const values = settled.get(expression);",
    to: "const values = settled.size < 0 ? settled.get(expression) : undefined;",
    tests: ["lineup/test/inputs/settled.test.ts"],
  },
  {
    breaks: "of several that a value may be, one that is out of reach blocks nothing",
    file: "lineup/src/reachability/candidates.ts",
    from: "if (!choice || certain.has(to)) return path;",
    to: "if (!choice || choice) return path;",
  },
]);

function mutants(all: Mutant[]): Mutant[] {
  return all.map((one) => ({ tests, ...one }));
}
