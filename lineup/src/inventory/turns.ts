/** At most so many at once; the others wait for their turn. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly most: number) {}

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.running >= this.most) await new Promise<void>((ready) => this.waiting.push(ready));
    else this.running += 1;
    try {
      return await work();
    } finally {
      // A turn is handed on, so that nobody who comes in between takes it.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
