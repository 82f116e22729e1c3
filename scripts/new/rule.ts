import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportName, ruleLists } from "../rules/lists";
import { outdated } from "../rules/outdated";

/** A name that cannot be used for a rule; the message says which can. */
export class UnusableName extends Error {}

/** Writes the file of a new rule, its case and its test under `root`, and lists the rule. Answers which files those are. */
export function newRule(root: string, id: string): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) {
    throw new UnusableName(
      `${JSON.stringify(id)} is no name for a rule - use words in lower case with hyphens between them, such as redis-url`,
    );
  }
  const files = {
    [`lineup/src/rules/verify/${id}.ts`]: ruleFile(id),
    [`corpus/rules/${id}.ts`]: caseFile(id),
    [`lineup/test/rules/verify/${id}.test.ts`]: testFile(id),
  };
  const taken = Object.keys(files).find((file) => existsSync(join(root, file)));
  if (taken !== undefined) throw new UnusableName(`there is a rule ${id} (${taken}) - choose another name`);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
  for (const [file, text] of outdated(ruleLists(root))) writeFileSync(file, text);
  return Object.keys(files);
}

function ruleFile(id: string): string {
  return `import { defineRule } from "../define";

export const ${exportName(id)} = defineRule({
  id: "${id}",
  title: "",
  help: "",
  remedy: "",
  severity: "warning",
  // What is reported: { address, attribute, message, fix } for each place where something is wrong.
  check: ({ topology }) => topology.resources.flatMap(() => []),
});
`;
}

function caseFile(id: string): string {
  return `import type { RuleCase } from "../verify/rule-case";

/** Edits of corpus/verify/base.ts, made with the words of corpus/verify/edit.ts. */
export const ${exportName(id)}: RuleCase = {
  failing: (root) => root,
  passing: (root) => root,
};
`;
}

function testFile(id: string): string {
  return `import { ${exportName(id)} } from "../../../../corpus/rules/${id}";
import { inputOf } from "../../../../corpus/verify/rule-case";
import { said } from "./ask";

describe("${id}", () => {
  test("names the attribute of the resource that is wrong", () => {
    expect(said("${id}", inputOf(${exportName(id)}.failing))).toEqual(["ADDRESS ATTRIBUTE"]);
  });

  test("is silent where it is right", () => {
    expect(said("${id}", inputOf(${exportName(id)}.passing))).toEqual([]);
  });
});
`;
}
