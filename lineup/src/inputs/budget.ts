/** The work of reading one input is bounded: a few kilobytes of Terraform can describe more than any machine holds. */
const LIMITS = {
  /** Nodes of expressions that are evaluated, and members of values that are walked. */
  steps: 1_000_000,
  /** Characters that expressions put together. */
  text: 20_000_000,
  /** Instances that `count` and `for_each` make. */
  instances: 10_000,
  /** Expressions that are evaluated for the sake of another one. */
  depth: 500,
  /** Members of one value, all levels together. */
  members: 100_000,
  /** Levels of one value. */
  levels: 400,
};

interface Size {
  members: number;
  levels: number;
}
const ONE: Size = { members: 1, levels: 1 };

type Limit = keyof typeof LIMITS;

/** Ends the evaluation of one expression; whoever evaluates it makes an unresolved value of this. */
export class TooLarge extends Error {
  constructor(limit: Limit) {
    super(`too large to evaluate: ${WORDS[limit]}`);
  }
}

const WORDS: Record<Limit, string> = {
  steps: `more than ${LIMITS.steps} steps`,
  text: `more than ${LIMITS.text} characters of text`,
  instances: `more than ${LIMITS.instances} instances`,
  depth: `more than ${LIMITS.depth} expressions inside each other`,
  members: `a value of more than ${LIMITS.members} members`,
  levels: `a value of more than ${LIMITS.levels} levels`,
};

/** What reading one input has cost so far. */
export class Budget {
  private readonly spent: Record<Limit, number> = { steps: 0, text: 0, instances: 0, depth: 0, members: 0, levels: 0 };
  /** Members of a value, counted when it is made: its parts may be shared, and be many more when they are walked. */
  private readonly sizes = new WeakMap<object, Size>();

  /** Throws TooLarge where nothing is left. */
  spend(limit: "steps" | "text", amount: number): void {
    this.spent[limit] += amount;
    if (this.spent[limit] > LIMITS[limit]) throw new TooLarge(limit);
  }

  /** Whether so many further instances may be made. */
  instances(amount: number): boolean {
    if (this.spent.instances + amount > LIMITS.instances) return false;
    this.spent.instances += amount;
    return true;
  }

  within<Result>(evaluate: () => Result): Result {
    this.spent.depth++;
    try {
      if (this.spent.depth > LIMITS.depth) throw new TooLarge("depth");
      return evaluate();
    } finally {
      this.spent.depth--;
    }
  }

  /** Refuses a value that is larger than any that Terraform configurations hold, before anything walks through it. */
  checked<Made>(value: Made): Made {
    this.measure(value);
    return value;
  }

  membersOf(value: unknown): number {
    return this.measure(value).members;
  }

  private measure(value: unknown): Size {
    if (typeof value !== "object" || value === null) return ONE;
    const already = this.sizes.get(value);
    if (already) return already;
    const size = { members: 1, levels: 1 };
    for (const key in value) {
      const part = this.measure((value as Record<string, unknown>)[key]);
      size.members += part.members;
      size.levels = Math.max(size.levels, part.levels + 1);
      if (size.members > LIMITS.members) throw new TooLarge("members");
    }
    if (size.levels > LIMITS.levels) throw new TooLarge("levels");
    this.spend("steps", 1);
    this.sizes.set(value, size);
    return size;
  }

  /** What was spent, for tests: work is counted, not timed. */
  get steps(): number {
    return this.spent.steps;
  }
}
