import { plain } from "../text/plain";
import { Unresolved } from "../values";
import { own, type Raw, type RawBlock } from "./blocks";
import { Declarations } from "./declarations";
import { convert, REFUSED } from "./expressions/convert";
import { type FolderFiles, type VariableValues, valuesInFile } from "./folder";
import { valueInHcl } from "./hcl/values";
import { literalOf } from "./literals";
import { UnusableInput } from "./model";
import { typeOfVariable } from "./variables";

/** What `--var` and `--var-file` give, in the order in which they were typed: the last one wins, as in Terraform. */
export type Given = { variable: string } | { file: string };

export async function valuesGiven(given: readonly Given[], root: FolderFiles, folder: string): Promise<VariableValues> {
  const values: VariableValues = new Map();
  const declarations = new Declarations(root);
  for (const one of given) {
    // Terraform warns of a value in a file that no variable takes: files are shared by roots.
    if ("file" in one) for (const [name, value] of await valuesInFile(one.file)) values.set(name, value);
    else {
      const [name, text] = split(one.variable);
      const { declaration } = declarations.variable(name);
      if (!declaration) throw new UnusableInput(undeclared(name, declarations.variableNames, folder));
      values.set(name, await valueTyped(name, text, declaration));
    }
  }
  for (const [name, value] of values) refuseOtherType(name, value, declarations.variable(name).declaration);
  return values;
}

function split(typed: string): [name: string, value: string] {
  const at = typed.indexOf("=");
  const name = typed.slice(0, at).trim();
  if (at < 1 || !/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)) {
    throw new UnusableInput(`--var takes NAME=VALUE, got ${JSON.stringify(plain(at < 0 ? typed : name, 60))}`);
  }
  return [name, typed.slice(at + 1)];
}

function undeclared(name: string, declared: readonly string[], folder: string): string {
  const known = declared.length === 0 ? "it declares none" : `it declares ${declared.slice(0, 10).join(", ")}`;
  return `--var gives a value to var.${plain(name, 60)}, which ${folder} does not declare: ${known}`;
}

/** Terraform takes text for a string, a number or a bool as it is, and reads everything else as an expression. */
async function valueTyped(name: string, text: string, declaration: RawBlock): Promise<Raw> {
  const type = own(declaration, "type") === undefined ? "string" : typeOfVariable(declaration);
  if (type === "string" || type === "number" || type === "bool") return text;
  const value = await valueInHcl(text, `--var ${name}`);
  if (value !== undefined) return value;
  throw new UnusableInput(
    `--var ${name} has a value that is not a literal; the variable is not declared as a string, so it is read as HCL: write lists as '${name}=["a"]', text as '${name}="a"'`,
  );
}

function refuseOtherType(name: string, value: Raw | Unresolved, declaration: RawBlock | undefined): void {
  const type = declaration && typeOfVariable(declaration);
  if (value instanceof Unresolved || type === undefined) return;
  if (convert(literalOf(value), type) !== REFUSED) return;
  throw new UnusableInput(`the value given to var.${name} is not of the type that the variable declares`);
}
