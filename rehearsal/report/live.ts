import { type DefaultRenderer, Listr, type ListrTask, type ListrTaskWrapper, type SimpleRenderer } from "listr2";
import type { ScenarioStep, StepListener, StepOutcome } from "../steps";

type Task = ListrTask<unknown, typeof DefaultRenderer, typeof SimpleRenderer>;
type Shown = ListrTaskWrapper<unknown, typeof DefaultRenderer, typeof SimpleRenderer>;

/** The list of all steps, redrawn while they run; for a terminal. */
export function liveList(steps: ScenarioStep[]): StepListener {
  const rows = steps.map(({ title }) => new Row(title));
  const list = new Listr<unknown, "default", "simple">(
    rows.map((row) => row.task),
    {
      exitOnError: true,
      // The rehearsal handles Ctrl-C itself, because it must end its children.
      registerSignalListeners: false,
      rendererOptions: { collapseErrors: false, collapseSkips: false },
    },
  );
  // The caller learns of a failed step from the outcomes, not from the list.
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
  /** Resolves when the list reaches this line. */
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
