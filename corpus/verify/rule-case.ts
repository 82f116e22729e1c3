import { base, type Root } from "./base";

/** Where a rule reports something and where it does not: an edit of the base, or another input that is returned. */
export interface RuleCase {
  failing: (root: Root) => unknown;
  passing: (root: Root) => unknown;
}

/** The input that a side of a case makes. */
export function inputOf(edit: RuleCase["failing"]): Root {
  const root = structuredClone(base);
  const other = edit(root);
  return typeof other === "object" && other !== null ? other : root;
}

/** The case of a rule: corpus/rules/<id>.ts. */
export function ruleCase(id: string): RuleCase | undefined {
  try {
    const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    return (require(`../rules/${id}.ts`) as Record<string, RuleCase>)[name];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
