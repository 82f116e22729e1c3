import { createInterface } from "node:readline/promises";
import { written } from "../environments";
import { EnvironmentError } from "../environments/environment";
import { isUnread } from "../lineup/src/google/refusal";
import { UnusableInput } from "../lineup/src/inputs/model";
import { sessionOf } from "../lineup/src/probe/session";
import { ProgressLine } from "../lineup/src/progress";
import { UsageError } from "../lineup/src/usage-error";
import { parsed, USAGE, Usage } from "./rollback/arguments";
import { configuredBack } from "./rollback/config";
import { rolledBack } from "./rollback/run";
import { Refused, type World } from "./rollback/world";

/**
 * `npm run rollback -- ENVIRONMENT`: what there is to go back to, and whether it would reach the Redis of today; with --to,
 * goes there. Exit 0: listed or done · 1: it would not reach its Redis, or the probe does not · 2: nothing was done ·
 * 3: it is not known whether it would, or was done.
 */
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

async function main(argv: readonly string[]): Promise<number> {
  const progress = new ProgressLine(process.stderr, process.env);
  const say = (text: string) => {
    progress.end();
    process.stderr.write(`${text}\n`);
  };
  if (argv.includes("--help")) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  try {
    const asked = parsed(argv);
    const world = worldOf(progress, say);
    return await (asked.config === undefined ? rolledBack(world, asked) : configuredBack(world, asked));
  } catch (error) {
    if (error instanceof Refused) {
      say(error.message);
      return error.code;
    }
    if (error instanceof Usage) say(`${error.message}\n${USAGE}`);
    else if (isExpected(error)) say(error.message);
    else throw error;
    return 2;
  } finally {
    progress.end();
  }
}

function isExpected(error: unknown): error is Error {
  const known = [UnusableInput, UsageError, EnvironmentError].some((kind) => error instanceof kind);
  return known || isUnread(error);
}

function worldOf(progress: ProgressLine, say: World["say"]): World {
  return {
    root: process.cwd(),
    now: new Date(),
    hasTerminal: process.stdin.isTTY === true && process.stderr.isTTY === true,
    written,
    say,
    print: (text) => {
      progress.end();
      process.stdout.write(`${text}\n`);
    },
    ask: async (question) => {
      progress.end();
      const terminal = createInterface({ input: process.stdin, output: process.stderr });
      const leaving = new AbortController();
      terminal.on("SIGINT", () => leaving.abort());
      try {
        return await terminal.question(question, { signal: leaving.signal });
      } catch (error) {
        if (leaving.signal.aborted) throw new Refused(130, "\nbroken off: nothing was changed");
        throw error;
      } finally {
        terminal.close();
      }
    },
    session: (project, impersonate) => sessionOf({ project, impersonate }, { progress: progress.say, say }),
  };
}
