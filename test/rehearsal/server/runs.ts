import type { Container, Ended, Machine } from "../../../rehearsal/server/runs/machine";

const QUIET: Ended = { exitCode: 0, isTimedOut: false, stdout: [], stderr: [] };

/** A machine that only remembers what it was asked to start; each container ends as the test says. */
export class ScriptedMachine {
  readonly started: Container[] = [];
  private readonly waiting: ((ended: Ended) => void)[] = [];

  constructor(private readonly ending?: Partial<Ended>) {}

  readonly run: Machine = (container) => {
    this.started.push(container);
    const ended = new Promise<Ended>((done) => {
      if (this.ending) done({ ...QUIET, ...this.ending });
      else this.waiting.push(done);
    });
    return { ended, stop: () => this.end({ exitCode: undefined }) };
  };

  /** Ends the oldest container that still runs. */
  end(how: Partial<Ended>): void {
    this.waiting.shift()?.({ ...QUIET, ...how });
  }
}
