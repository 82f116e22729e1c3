import { ownPlace, saidIn } from "./sources";

/** Runs a command. What an error says goes to stderr, with the line that it is about; the exit code is 2 or its own. */
export function explainFailure(command: () => void): void {
  try {
    command();
  } catch (error) {
    process.stderr.write(`${explained(error)}\n`);
    process.exitCode = error instanceof Error && "exitCode" in error ? Number(error.exitCode) : 2;
  }
}

/** It ends what a stack is refused for: the way out is to mend it, and not to leave the check out. */
const CDKTF_ADVICE = /\s+If you wish to ignore these validations, [^\n]{0,200}\s*$/;

/**
 * A mistake in a stack is one sentence and its line; what JavaScript itself refuses says in addition where that was.
 * An error that no line of this repository has caused keeps its stack trace.
 */
function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // These name what is wrong, and where, themselves.
  if (error.constructor !== Error && !(error.constructor.name in globalThis)) return error.message;
  const frames = (error.stack ?? "")
    .slice(error.stack?.indexOf(error.message) ?? 0)
    .split("\n")
    .slice(1);
  const own = frames.flatMap((frame) => ownPlace(frame) ?? []);
  const said = frames.flatMap((frame) => saidIn(frame) ?? []);
  const places = [...new Set([...(error.constructor === Error ? [] : own.slice(0, 1)), ...said.slice(0, 1)])];
  const message = error.message.replace(CDKTF_ADVICE, "");
  if (places.length > 0) return `${message}\n  in ${places.join(", called from ")}`;
  // What cdktf refuses when all is built names the construct itself.
  if (message !== error.message) return message;
  return own.length > 0 ? `${message}\n  in ${own[0]}` : (error.stack ?? message);
}
