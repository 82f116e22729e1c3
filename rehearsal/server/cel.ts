import { type CelFunc, type CelInput, CelScalar, celEnv, celMethod, isCelError, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";

/** Google's own: `resource.name.extract("secrets/{name}/")` is what stands in the place of the hole, or nothing. */
const extract = celMethod("extract", CelScalar.STRING, [CelScalar.STRING], CelScalar.STRING, function (template) {
  const [, before = "", after = ""] = /^([^{]*)\{[^}]*\}(.*)$/s.exec(template) ?? [];
  const start = before === "" ? 0 : this.indexOf(before) + before.length;
  if (before !== "" && !this.includes(before)) return "";
  const end = after === "" ? this.length : this.indexOf(after, start);
  return end < 0 ? "" : this.slice(start, end);
});

/** Google's expressions: the conditions of grants and of providers, and what providers map. */
export class Expressions {
  private readonly environment;

  constructor(functions: readonly CelFunc[] = []) {
    this.environment = celEnv({ funcs: [...strings, extract, ...functions] });
  }

  /** The value; nothing, where there is none: it speaks of what is not there, or compares what cannot be compared. */
  result(text: string, variables: Record<string, CelInput>): unknown {
    try {
      const value = plan(this.environment, parse(text))(variables);
      return isCelError(value) ? undefined : value;
    } catch {
      return undefined;
    }
  }
}

/** Why it is no expression; nothing, where it is one. */
export function whyNoExpression(text: string): string | undefined {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The variables that an expression speaks of. */
export function variablesIn(text: string): Set<string> {
  const found = new Set<string>();
  const look = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { case: kind, value } = node as { case?: string; value?: { name?: string } };
    if (kind === "identExpr" && value?.name !== undefined) found.add(value.name);
    for (const inner of Object.values(node)) look(inner);
  };
  look(parse(text).expr);
  return found;
}
