import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { given, locals, variables } from "./root";

/** What Terraform says of an expression: the value that it comes to, or that it refuses it. */
export type Answer = { value: unknown } | "refused";

/** Real Terraform's answers, in the order of the expressions, from as few plans as it takes to find what it refuses. */
export function terraformOn(expressions: readonly string[], terraform = "terraform"): Answer[] {
  const folder = mkdtempSync(join(tmpdir(), "expressions-"));
  try {
    writeFileSync(join(folder, "terraform.tfvars.json"), JSON.stringify(given));
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ variable: variables, locals }));
    const refused = new Set<number>();
    const files = filesOf(expressions);
    for (;;) {
      for (const file of files) {
        const outputs = file.map((index) => (refused.has(index) ? "" : outputOf(index, expressions[index] ?? "")));
        const text = ['{"output":{', ...outputs, `"last${file[0]}":{"value":0}}}`].join("\n");
        writeFileSync(join(folder, `${file[0]}.tf.json`), text);
      }
      const wrong = refusedIn(
        files,
        run(folder, terraform, ["plan", "-json", "-input=false", "-lock=false", "-out=plan"]),
      );
      if (wrong.size === 0) break;
      if ([...wrong].every((index) => refused.has(index))) throw new Error("Terraform refuses what is not there");
      for (const index of wrong) refused.add(index);
    }
    const values = outputsIn(run(folder, terraform, ["show", "-json", "plan"]));
    return expressions.map((_, index) => {
      // What a plan leaves unknown has no value either.
      const value = refused.has(index) ? undefined : values(index);
      return value === undefined ? "refused" : { value: value[0] };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Terraform reads the whole file again for each error in it. */
const PER_FILE = 50;

/** Which expressions stand in which file. One of several lines stands alone: they count as lines of the file. */
function filesOf(expressions: readonly string[]): number[][] {
  const files: number[][] = [];
  let last: number[] = [];
  for (const [index, expression] of expressions.entries()) {
    if (/[\r\n]/.test(expression)) files.push([index]);
    else {
      if (last.length % PER_FILE === 0) {
        last = [];
        files.push(last);
      }
      last.push(index);
    }
  }
  return files;
}

/** One output a line, so that the line of an error says which one it is about. A null output is no output: a list is. */
function outputOf(index: number, expression: string): string {
  return `"e${index}":{"value":[${JSON.stringify(expression)}]},`;
}

function run(folder: string, terraform: string, args: string[]): string {
  const { stdout, error } = spawnSync(terraform, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 30,
    env: { ...process.env, TF_CLI_CONFIG_FILE: "", CHECKPOINT_DISABLE: "1" },
  });
  if (error) throw error;
  return stdout;
}

/** The expressions with an error. One that is about none of them is a mistake of the root. */
function refusedIn(files: readonly number[][], stream: string): Set<number> {
  const found = new Set<number>();
  for (const line of stream.split("\n")) {
    if (!line.startsWith('{"@level":"error"')) continue;
    const { range, summary, detail } = JSON.parse(line).diagnostic;
    const file = files.find(([first]) => `${first}.tf.json` === range?.filename);
    // Infinity is a value, and one that no plan holds.
    const named = /output value \\?"e(\d+)\\?"/.exec(detail)?.[1];
    const index = named ? Number(named) : file?.length === 1 ? file[0] : file?.[range.start.line - 2];
    if (index === undefined) throw new Error(`${summary}: ${detail}`);
    found.add(index);
  }
  return found;
}

function outputsIn(shown: string): (index: number) => unknown[] | undefined {
  const outputs = JSON.parse(exactNumbers(shown)).planned_values.outputs;
  return (index) => outputs[`e${index}`]?.value;
}

/** Numbers that JavaScript would round become objects that say so. */
function exactNumbers(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : JSON.stringify({ "exact number": token }),
  );
}
