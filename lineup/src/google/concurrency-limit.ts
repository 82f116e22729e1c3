/** Runs at most `most` pieces of work at a time; the others wait in order. */
export class ConcurrencyLimit {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly most: number) {}

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.running >= this.most) await new Promise<void>((ready) => this.waiting.push(ready));
    else this.running += 1;
    try {
      return await work();
    } finally {
      // The slot passes to the next in line, so that a newcomer cannot take it first.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
