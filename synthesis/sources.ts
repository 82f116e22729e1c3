import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { TerraformDataSource, TerraformResource, type TerraformStack } from "cdktf";
import { type Construct, type IConstruct, Node } from "constructs";

const ROOT = resolve(__dirname, "..");
/** Where wiring and settings are written; constructs only implement them. */
const SAID_IN = ["stacks", "environments"].map((folder) => resolve(ROOT, folder) + sep);

const lines = new WeakMap<IConstruct, string>();

/**
 * Remembers, while `build` runs, which line under stacks/ or environments/ each construct came from. cdktf records no
 * creation stacks, and `constructs` has no hook for creation, so the one method that every construct passes through is
 * wrapped for the duration. If a later version has another, sources.json is empty and a test says so.
 */
export function recordingSources(build: () => void): void {
  const prototype = Node.prototype as unknown as { addChild?: (child: Construct, id: string) => void };
  const original = prototype.addChild;
  if (original) {
    prototype.addChild = function addChild(this: Node, child: Construct, id: string): void {
      const line = outermostLine();
      if (line) lines.set(child, line);
      original.call(this, child, id);
    };
  }
  try {
    build();
  } finally {
    if (original) prototype.addChild = original;
  }
}

/** Address -> "file:line" relative to the repository, for every resource of a stack. */
export function sourcesOf(stack: TerraformStack): Record<string, string> {
  const found = stack.node.findAll().flatMap((construct): [string, string][] => {
    const line = lines.get(construct);
    const address = addressOf(construct);
    return line && address ? [[address, line]] : [];
  });
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What Terraform calls it; undefined of what is neither a resource nor data. */
export function addressOf(construct: IConstruct): string | undefined {
  if (construct instanceof TerraformResource) return `${construct.terraformResourceType}.${construct.friendlyUniqueId}`;
  if (construct instanceof TerraformDataSource) {
    return `data.${construct.terraformResourceType}.${construct.friendlyUniqueId}`;
  }
  return undefined;
}

/** A path may hold brackets, as that of "copy (1)". */
const FRAME = /^\s*at (?:[^/]*? \()?(?:file:\/\/)?(\/.+):(\d+):(\d+)\)?$/;

function outermostLine(): string | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const frames = (new Error().stack ?? "").split("\n").reverse();
  Error.stackTraceLimit = limit;
  for (const frame of frames) {
    if (frame.includes("/node_modules/")) continue;
    const said = saidIn(frame);
    if (said !== undefined) return said;
  }
  return undefined;
}

/** "file:line" where a frame is of a file in which settings and wiring are written. */
export const saidIn = remembered((frame: string): string | undefined =>
  placeOf(frame, (file) => SAID_IN.some((folder) => file.startsWith(folder))),
);

/** "file:line" where a frame is of this repository. */
export function ownPlace(frame: string): string | undefined {
  return placeOf(frame, (file) => file.startsWith(ROOT + sep) && !file.includes(`${sep}node_modules${sep}`));
}

function placeOf(frame: string, isMeant: (file: string) => boolean): string | undefined {
  const [, file, line, column] = FRAME.exec(frame) ?? [];
  if (file === undefined) return undefined;
  const written = asWritten(file, Number(line), Number(column));
  return isMeant(written.file) ? `${relative(ROOT, written.file).split(sep).join("/")}:${written.line}` : undefined;
}

/** The place in the TypeScript, from that in the bundle; as it is where the file is none. */
function asWritten(file: string, line: number, column: number): { file: string; line: number } {
  const map = mapOf(file);
  const original = map && originalPositionFor(map, { line, column: column - 1 });
  return original?.source ? { file: resolve(dirname(file), original.source), line: original.line } : { file, line };
}

/** Node reads such a map as well, and takes longer for it than the whole synthesis does. */
const mapOf = remembered((file: string) => {
  const map = `${file}.map`;
  // Not as a URL, in which # and ? mean something.
  return existsSync(map) ? new TraceMap(readFileSync(map, "utf8")) : undefined;
});

/** The same frames come again and again: every construct is made below the same lines. */
function remembered<Value>(ask: (key: string) => Value): (key: string) => Value {
  const answers = new Map<string, Value>();
  return (key) => {
    if (!answers.has(key)) answers.set(key, ask(key));
    return answers.get(key) as Value;
  };
}
