import { setTimeout } from "node:timers/promises";
import { isUnread } from "../google/refusal";
import { UnusableInput } from "../inputs/model";
import { count } from "../text/words";
import type { Evidence, Look } from "./contract";
import { heardChange, heardClue } from "./heard";
import { READING } from "./live";
import { withoutSecrets } from "./masked";
import type { Clue, Part, Scene, Tell } from "./part";

/** What came of one part. */
export interface Looked {
  look: Look;
  clues: readonly Clue[];
  changes: readonly Evidence[];
  /** The services from whose place Redis was reached. */
  reached: readonly string[];
}

interface Gap {
  why: string;
  fix?: string;
}

/** Nobody reads more, and whatever hands out a million things is not believed to its end. */
const MOST_CLUES = 500;
const MOST_CHANGES = 1_000;
const MOST_GAPS = 100;
/** The reading of the project ends by itself; nobody waits for it longer. */
const MOST_READING = READING + 10_000;
/** How many gaps are said in words. */
const SAID_GAPS = 3;

/** Looks at one part until its deadline. It never throws: what goes wrong in a part is what that part could not do. */
export async function lookedAt(part: Part, scene: Scene): Promise<Looked> {
  const notes = new Notes(part.name);
  const { name, what } = part;
  try {
    const notAsked = part.notAsked?.(scene);
    if (notAsked !== undefined) {
      const look = { part: name, what, did: "not asked" as const, why: withoutSecrets(notAsked) };
      return { look, clues: [], changes: [], reached: [] };
    }
    if (await endedWithin(part, scene, notes.tell)) return notes.closed(what, true);
    notes.tell.gap(`it had not ended after ${part.deadline / 1_000} s`, "ask again later");
  } catch (error) {
    notes.tell.gap(whyNot(error));
  }
  return notes.closed(what, false);
}

async function endedWithin(part: Part, scene: Scene, tell: Tell): Promise<boolean> {
  const giveUp = new AbortController();
  try {
    return await Promise.race([looking(part, scene, tell), late(part, scene, giveUp.signal)]);
  } finally {
    giveUp.abort();
  }
}

/** A part's time begins when the project has been read, or is given up: most have nothing to look at before. */
async function late({ deadline }: Part, { live }: Scene, signal: AbortSignal): Promise<false> {
  const patience = setTimeout(MOST_READING, undefined, { signal });
  const settled = live.then(() => {}).catch(() => {});
  try {
    await Promise.race([settled, patience]);
    await setTimeout(deadline, undefined, { signal });
  } catch {
    // It has ended in time.
  }
  return false;
}

/** A part may throw before it has promised anything, and one that is late may throw when nobody listens any more. */
async function looking(part: Part, scene: Scene, tell: Tell): Promise<true> {
  await part.look(scene, tell);
  return true;
}

/** Only what lineup says itself is printed: another error may hold what an API said, or a log. */
function whyNot(error: unknown): string {
  if (error instanceof UnusableInput || isUnread(error)) return error.message;
  const name = error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : "something that is no error";
  return `it broke off (${name}): this is a defect of lineup, and not of the project`;
}

/** What a part has told, until nobody listens any more. */
class Notes {
  private readonly clues: Clue[] = [];
  private readonly changes: Evidence[] = [];
  private readonly reached: string[] = [];
  private readonly gaps: Gap[] = [];
  private left = 0;
  private isOpen = true;

  constructor(private readonly part: string) {}

  private get isEmpty(): boolean {
    return this.clues.length + this.changes.length === 0;
  }

  readonly tell: Tell = {
    clue: (said) => this.keep(this.clues, MOST_CLUES, () => heardClue(said, this.part)),
    change: (said) => this.keep(this.changes, MOST_CHANGES, () => heardChange(said, this.part)),
    reached: (service) =>
      this.keep(this.reached, MOST_CLUES, () => (typeof service === "string" ? service : undefined)),
    gap: (why, fix) => {
      if (!this.isOpen || this.gaps.length >= MOST_GAPS) return;
      this.gaps.push({ why: withoutSecrets(why), ...(fix ? { fix: withoutSecrets(fix) } : {}) });
    },
  };

  private keep<One>(list: One[], most: number, hear: () => One | undefined): void {
    if (!this.isOpen) return;
    if (list.length >= most) {
      this.left += 1;
      return;
    }
    const heard = hear();
    if (heard !== undefined) list.push(heard);
    else this.tell.gap("something that it found makes no sense and was left out: this is a defect of lineup");
  }

  /** What it comes to: a part that broke off with nothing found has looked at nothing. */
  closed(what: string, hasEnded: boolean): Looked {
    if (this.left > 0) this.tell.gap(`${count(this.left, "more finding")} were left out`);
    this.isOpen = false;
    const { clues, changes, reached, gaps, part } = this;
    const distinct = [...new Map(gaps.map((gap) => [gap.why, gap])).values()];
    const [fix] = distinct.flatMap((gap) => gap.fix ?? []);
    const said = distinct.slice(0, SAID_GAPS).map(({ why }) => why);
    const more = distinct.length > said.length ? [`and ${distinct.length - said.length} more`] : [];
    const why = [...said, ...more].join("; ");
    const did = distinct.length === 0 ? "looked" : hasEnded || !this.isEmpty ? "in part" : "could not";
    const look: Look = { part, what, did, ...(why === "" ? {} : { why }), ...(fix === undefined ? {} : { fix }) };
    return { look, clues, changes, reached };
  }
}
