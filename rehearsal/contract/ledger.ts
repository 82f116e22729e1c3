import { inventionsIn } from "../server/exchange";
import type { ReceivedRequest } from "../server/http";
import { DEVIATIONS, type Deviation } from "./deviations";

/** What one program asked of the loopback cloud, and what Google's documents say of it. */
interface Entry {
  program: string;
  exchanges: number;
  methods: Set<string>;
  /** Each with the method, once. */
  refused: Set<string>;
  invented: Set<string>;
}

/** The exchanges of several programs, held against Google's documents. */
export class Ledger {
  private readonly entries: Entry[] = [];
  private readonly seen = new Map<Deviation, number>();

  begin(program: string): void {
    this.entries.push({ program, exchanges: 0, methods: new Set(), refused: new Set(), invented: new Set() });
  }

  note(exchange: ReceivedRequest): void {
    const { method, path, called, refused = [], deviations = [] } = exchange;
    const entry = this.entries.at(-1);
    if (!entry) return;
    entry.exchanges += 1;
    if (called !== undefined) entry.methods.add(called);
    for (const one of refused) entry.refused.add(`${called ?? `${method} ${path}`}: ${one}`);
    for (const one of inventionsIn(exchange)) entry.invented.add(one);
    for (const one of deviations) this.seen.set(one, (this.seen.get(one) ?? 0) + 1);
  }

  /** The methods that some exchange has called. */
  get called(): Set<string> {
    return new Set(this.entries.flatMap(({ methods }) => [...methods]));
  }

  /** What Google would refuse, or would not have answered; a deviation that nothing shows is not known any more. */
  get wrong(): string[] {
    const unused = DEVIATIONS.filter((one) => !this.seen.has(one)).map(
      ({ method, at }) => `the deviation ${plain(method)} ${plain(at)} was not seen: remove it from the list`,
    );
    return [...this.inPrograms("refuse", "refused"), ...this.inPrograms("not answer", "invented"), ...unused];
  }

  /** Each once, with the programs in which it was seen. */
  private inPrograms(verb: string, kind: "refused" | "invented"): string[] {
    const all = new Set(this.entries.flatMap((entry) => [...entry[kind]]));
    return [...all].map((one) => {
      const programs = this.entries.filter((entry) => entry[kind].has(one)).map(({ program }) => program);
      return `Google would ${verb} ${one} (${programs.join(", ")})`;
    });
  }

  lines(): string[] {
    const rows = this.entries.map(({ program, exchanges, methods, refused, invented }) =>
      row(program, exchanges, methods.size, refused.size, invented.size),
    );
    const sum = (count: (entry: Entry) => number) => this.entries.reduce((all, entry) => all + count(entry), 0);
    const total = row(
      "all",
      sum(({ exchanges }) => exchanges),
      this.called.size,
      sum(({ refused }) => refused.size),
      sum(({ invented }) => invented.size),
    );
    const known = [...this.seen].map(
      ([{ of, method, at, reason }, count]) =>
        `${String(count).padStart(6)} times, ${of} of ${plain(method)}: ${plain(at)} - ${reason}`,
    );
    return [
      row("program", "exchanges", "methods", "refused", "invented"),
      ...rows,
      total,
      "",
      "known deviations",
      ...known,
    ];
  }
}

function row(program: string, ...counts: (string | number)[]): string {
  return `${program.padEnd(20)}${counts.map((count) => String(count).padStart(11)).join("")}`;
}

function plain({ source }: RegExp): string {
  return source.replaceAll(/[\\^$]/g, "");
}
