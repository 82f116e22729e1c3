import { type Attack, attacksOn, textOf } from "./hostile";

/** Ten times the text may cost ten times as much, and some more; a quadratic pattern costs a hundred times as much. */
export const MOST_GROWTH = 40;
/** Milliseconds of work below which nothing is said about growth. */
const LEAST_MEASURED = 5;
/** Small texts first, in small steps: a pattern of a high degree is found here, while it still ends. */
const SMALL = [12, 20, 28, 36, 44, 60, 100, 400];
const RUNAWAY = 20;
const LENGTHS = [100, 1_000, 10_000, 100_000];
const SUSPECTS = 2;

export interface Growth {
  attack: Attack;
  /** The lengths between which it was found, and how many times more the longer text cost. */
  from: number;
  to: number;
  ratio: number;
}

/**
 * The first length up to a million characters from which ten times the text costs far more than ten times as much.
 * Only the texts that cost most are measured in full length.
 */
export function worstGrowth(pattern: RegExp): Growth | undefined {
  const attacks = attacksOn(pattern);
  return runaway(pattern, attacks) ?? steady(pattern, attacks);
}

function runaway(pattern: RegExp, attacks: readonly Attack[]): Growth | undefined {
  for (const [index, to] of SMALL.entries()) {
    const from = SMALL[index - 1] ?? 1;
    for (const attack of attacks) {
      if (cost(pattern, attack, to, 1) < RUNAWAY) continue;
      const ratio =
        cost(pattern, attack, to, 2) / Math.max(cost(pattern, attack, from, 2), LEAST_MEASURED / MOST_GROWTH);
      if (ratio > MOST_GROWTH / 10) return { attack, from, to, ratio };
    }
  }
  return undefined;
}

function steady(pattern: RegExp, attacks: readonly Attack[]): Growth | undefined {
  let suspects = attacks;
  for (const from of LENGTHS) {
    const to = from * 10;
    const costs = suspects.map((attack) => ({ attack, cost: cost(pattern, attack, Math.min(to, 3_000), 1) }));
    suspects = costs
      .sort((one, other) => other.cost - one.cost)
      .slice(0, SUSPECTS)
      .map(({ attack }) => attack);
    for (const attack of suspects) {
      const ratio = growth(pattern, attack, from, to);
      if (ratio > MOST_GROWTH && ratio > limitOf(from, to)) return { attack, from, to, ratio };
    }
  }
  return undefined;
}

/** Of a million characters a linear pattern needs memory that a hundred thousand did not: measured on one that is linear. */
function limitOf(from: number, to: number): number {
  return (MOST_GROWTH * growth(LINEAR.pattern, LINEAR.attack, from, to)) / 10;
}

const LINEAR = { pattern: /^(?:[\w-]+\.)*x/, attack: { before: "", repeated: "a.", after: "!" } };

/** The least of several runs, and again where it is too much: what else the machine does only adds to a run. */
function growth(pattern: RegExp, attack: Attack, from: number, to: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let again = 0; again < 3 && least > MOST_GROWTH; again++) {
    const long = cost(pattern, attack, to, 2);
    if (long < LEAST_MEASURED) return 0;
    least = Math.min(least, long / Math.max(cost(pattern, attack, from, 5), LEAST_MEASURED / MOST_GROWTH));
  }
  return least;
}

function cost(pattern: RegExp, attack: Attack, length: number, runs: number): number {
  const text = textOf(attack, length);
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const started = worked();
    // Every place in the text, as `replace` and `matchAll` go through it.
    pattern.lastIndex = 0;
    let last = -1;
    while (pattern.test(text) && pattern.global) {
      if (pattern.lastIndex === last) pattern.lastIndex++;
      last = pattern.lastIndex;
    }
    least = Math.min(least, worked() - started);
  }
  return least;
}

/** Milliseconds that this process has worked: other processes add nothing to them. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
