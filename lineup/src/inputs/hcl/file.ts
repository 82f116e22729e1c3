import { isBlock, labelled, own, type RawBlock } from "../blocks";
import { type Position, UnusableInput } from "../model";
import { blocksIn, type WrittenBlock } from "./lines";
import { normalized, unevaluated } from "./normalized";
import { hclTextOf, parsedHcl } from "./parser";
import { jointsIn } from "./skeleton";

/** The blocks that Terraform knows, with what it wants to be called by. */
const LABELS: ReadonlyMap<string, readonly string[]> = new Map([
  ...called(["resource", "data", "ephemeral", "action", "list"], ["a type", "a name"]),
  ...called(["module", "provider", "variable", "output", "check"], ["a name"]),
  ...called(["locals", "terraform", "moved", "import", "removed"], []),
]);

function called(types: readonly string[], by: readonly string[]) {
  return types.map((type): [string, readonly string[]] => [type, by]);
}

/** A .tf file in the form of Terraform's JSON syntax; where its resources stand is noted beside it. */
export async function readHclFile(path: string, positions: WeakMap<RawBlock, Position>): Promise<RawBlock> {
  const text = hclTextOf(path);
  const file = normalized(await parsedHcl(text, path));
  const written = blocksIn(text);
  refuseWhatTerraformRefuses(file, written, path);
  leaveJoints(file, written, text);
  for (const section of ["resource", "data"]) {
    const here = written.filter(({ type }) => type === section);
    const byLabels = new Map(here.map((block) => [block.labels.join("."), block]));
    for (const { type, name, body } of labelled(own(file, section))) {
      const block = byLabels.get(`${type}.${name}`);
      if (block) positions.set(body, { file: path, line: block.line, within: block.lines });
    }
  }
  return file;
}

/** The parser takes blocks and arguments of any name. */
function refuseWhatTerraformRefuses(file: RawBlock, written: readonly WrittenBlock[], path: string): void {
  const unknown = Object.keys(file).find((section) => !LABELS.has(section));
  if (unknown !== undefined) {
    const line = written.find(({ type }) => type === unknown)?.line;
    const where = line === undefined ? path : `${path}:${line}`;
    throw new UnusableInput(
      `${where} holds ${JSON.stringify(unknown.slice(0, 40))}, which Terraform knows no block by`,
    );
  }
  for (const { type, labels, line } of written) {
    const wanted = LABELS.get(type) ?? [];
    if (labels.length === wanted.length) continue;
    const takes = wanted.length === 0 ? "no label" : wanted.join(" and ");
    throw new UnusableInput(
      `${path}:${line} is not HCL of Terraform's: ${type} takes ${takes}, got ${labels.length} labels`,
    );
  }
}

/**
 * A "$" that an expression puts before a brace, as `"${"$"}{x}"` does, is text; put together, it would read as the start
 * of another expression. The block that does so is not evaluated.
 */
function leaveJoints(file: RawBlock, written: readonly WrittenBlock[], text: string): void {
  for (const block of blocksAt(jointsIn(text), written, text)) {
    const path = [block.type, ...block.labels];
    const last = path.pop() ?? "";
    const holder = path.reduce<unknown>((inner, key) => own(inner, key), file);
    const said = own(holder, last);
    if (isBlock(holder) && said !== undefined) holder[last] = unevaluated(said);
  }
}

/** The blocks that hold these places, each once: a file may have a place on every line. */
function blocksAt(places: readonly number[], written: readonly WrittenBlock[], text: string): Set<WrittenBlock> {
  const found = new Set<WrittenBlock>();
  let [counted, line, begun] = [0, 1, 0];
  for (const at of [...places].sort((one, other) => one - other)) {
    for (; counted < at; counted++) if (text[counted] === "\n") line++;
    while ((written[begun]?.line ?? Number.POSITIVE_INFINITY) <= line) begun++;
    const block = written[begun - 1];
    if (block) found.add(block);
  }
  return found;
}
