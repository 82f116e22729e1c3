import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { root } from "../inputs";

export interface Pattern {
  /** `file:line`, relative to the repository. */
  at: string;
  pattern: RegExp;
}

/** Every regular expression of these folders: literals as they stand, the others as they are made on loading. */
export function patternsIn(...folders: string[]): Pattern[] {
  return folders.flatMap(sourcesIn).flatMap((file) => {
    const { literals, made } = written(file, readFileSync(file, "utf8"));
    return [...literals, ...(made.length === 0 ? [] : asMade(file, made))];
  });
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(root, folder, name))
    .sort();
}

/** The patterns that are written out in a source, and the places where one is made of text. */
export function written(file: string, text: string): { literals: Pattern[]; made: string[] } {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const placeOf = (node: ts.Node) =>
    `${relative(root, file)}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
  const literals: Pattern[] = [];
  const made: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      literals.push({ at: placeOf(node), pattern: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)) });
    }
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText(source) === "RegExp")
      made.push(placeOf(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { literals, made };
}

/** What `new RegExp` made while the file was loaded: one for each place where it is written, in the same order. */
function asMade(file: string, places: readonly string[]): Pattern[] {
  const made: RegExp[] = [];
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct(target, [text, flags]) {
      const pattern = new target(text, flags);
      const [, , maker] = new Error().stack?.split("\n") ?? [];
      if (maker?.includes(file)) made.push(pattern);
      return pattern;
    },
  });
  try {
    jest.isolateModules(() => require(file));
  } finally {
    globalThis.RegExp = original;
  }
  if (made.length === places.length) return made.map((pattern, index) => ({ at: places[index] ?? "", pattern }));
  throw new Error(
    `${places.join(", ")}: a pattern that is made while lineup runs cannot be measured: make it once, when the file is loaded, or write it as a literal`,
  );
}
