import { type DefaultRenderer, Listr, type ListrTask, type ListrTaskWrapper, type SimpleRenderer } from "listr2";
import type { ScenarioStep, StepListener, StepOutcome } from "../steps";

type Task = ListrTask<unknown, typeof DefaultRenderer, typeof SimpleRenderer>;
type Shown = ListrTaskWrapper<unknown, typeof DefaultRenderer, typeof SimpleRenderer>;

/** The list of all steps, redrawn as they are taken; for a terminal. */
export function liveList(steps: ScenarioStep[]): StepListener {
  const rows = steps.map(({ title }) => new Row(title));
  const list = new Listr<unknown, "default", "simple">(
    rows.map((row) => row.task),
    {
      exitOnError: true,
      // Ctrl-C is the rehearsal's own affair: it has children to end.
      registerSignalListeners: false,
      rendererOptions: { collapseErrors: false, collapseSkips: false },
    },
  );
  // A failed step is told to the caller by what was performed, not by the list.
  const over = list.run().catch(() => {});
  let current: Row | undefined;
  return {
    started: async (index) => {
      current = rows[index];
      await current?.opened;
    },
    commandEnded: (line) => current?.say(line),
    ended: (index, outcome, seconds) => rows[index]?.end(outcome, seconds),
    close: async () => {
      await over;
    },
  };
}

/** One line of the list, which stays open until its step has ended. */
class Row {
  readonly task: Task;
  /** The list has come to this line. */
  readonly opened: Promise<void>;
  private shown: Shown | undefined;
  private close: (error?: Error) => void = () => {};

  constructor(private readonly title: string) {
    const ended = new Promise<void>((done, failed) => {
      this.close = (error) => (error ? failed(error) : done());
    });
    let open = () => {};
    this.opened = new Promise((done) => {
      open = done;
    });
    this.task = {
      title,
      task: (_, shown) => {
        this.shown = shown;
        open();
        return ended;
      },
      rendererOptions: { persistentOutput: true, outputBar: Number.POSITIVE_INFINITY },
    };
  }

  say(line: string): void {
    if (this.shown) this.shown.output = line;
  }

  end(outcome: StepOutcome, seconds: number): void {
    if (!this.shown) return;
    if (outcome.is === "skipped") this.shown.skip(`${this.title}: ${outcome.reason}`);
    if (outcome.is === "passed") {
      const note = outcome.note === undefined ? "" : `: ${outcome.note}`;
      this.shown.title = `${this.title}${note} (${seconds.toFixed(1)} s)`;
    }
    this.close(outcome.is === "failed" ? outcome.error : undefined);
  }
}
