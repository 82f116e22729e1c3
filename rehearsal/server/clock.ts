import { type Duration, durationOf } from "./durations";

/** The time of the cloud: as fast as the world's, or faster; it can be put forward, and nothing ever waits for it. */
export class Clock {
  private since = Date.now();
  private passed = Date.now();
  private factor = 1;
  /** Whether things take the time that they take at Google. Off, all is done at once. */
  private runs = false;
  private due: { at: number; what: string; does: () => void }[] = [];

  /** From now on things take time, which passes this many times faster than the world's. */
  run({ factor = 1 } = {}): void {
    this.passed = this.now();
    this.since = Date.now();
    this.factor = factor;
    this.runs = true;
  }

  now(): number {
    return this.passed + (Date.now() - this.since) * this.factor;
  }

  advance(milliseconds: number): void {
    this.passed += milliseconds;
  }

  /** How long that takes here, in milliseconds. */
  lasts(what: Duration): number {
    return this.runs ? durationOf(what) : 0;
  }

  /** Does it then; what was due for the same thing no longer is. */
  at(at: number, what: string, does: () => void): void {
    this.due = this.due.filter((one) => one.what !== what);
    this.due.push({ at, what, does });
  }

  /** Does what is due by now, in its order. */
  settle(): void {
    const now = this.now();
    const due = this.due.filter(({ at }) => at <= now).sort((one, other) => one.at - other.at);
    this.due = this.due.filter(({ at }) => at > now);
    for (const { does } of due) does();
  }
}
