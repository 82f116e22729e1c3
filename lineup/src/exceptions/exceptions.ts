import type { ExceptionEntry } from "./shape";

/** Something that a report says, as far as an exception may be about it. */
interface Subject {
  address: string;
  attribute: string;
  code: string;
  /** A deletion, a broken path and an errored plan are never silenced: why this may not be, where it may not. */
  never?: string | undefined;
}

/** What a report says of an entry of the file. */
export interface NotedException {
  address: string;
  attribute: string;
  code: string;
  reason: string;
  expires: string;
  status: "used" | "unused" | "expired" | "refused";
  message: string;
}

/**
 * What people have agreed to live with for a while. Each entry says who is meant, why, and until when. Ask `silences`
 * of everything that a report would count, and print `noted` at its end: an entry that does nothing is reported as well.
 */
export class Exceptions {
  static readonly none = new Exceptions([], "9999-12-31");

  private readonly used = new Set<ExceptionEntry>();
  private readonly refused = new Map<ExceptionEntry, string>();

  /** `today` as "2027-01-31"; an entry holds through the day on which it expires. */
  constructor(
    private readonly entries: readonly ExceptionEntry[],
    private readonly today: string,
  ) {}

  silences(subject: Subject): boolean {
    const meant = this.entries.filter((entry) => !this.isExpired(entry) && isAbout(entry, subject));
    for (const entry of meant) {
      if (subject.never === undefined) this.used.add(entry);
      else this.refused.set(entry, subject.never);
    }
    return meant.length > 0 && subject.never === undefined;
  }

  noted(): NotedException[] {
    return this.entries.map((entry) => {
      const { address, attribute = "", code = "", reason, expires } = entry;
      return { address, attribute, code, reason, expires, ...this.statusOf(entry) };
    });
  }

  private statusOf(entry: ExceptionEntry): Pick<NotedException, "status" | "message"> {
    if (this.isExpired(entry)) {
      return { status: "expired", message: `expired on ${entry.expires}: it no longer applies: remove it or renew it` };
    }
    const why = this.refused.get(entry);
    if (why !== undefined) return { status: "refused", message: `has no effect: ${why}` };
    if (this.used.has(entry)) return { status: "used", message: `silences until ${entry.expires}` };
    return { status: "unused", message: "no result matches it: remove it" };
  }

  private isExpired({ expires }: ExceptionEntry): boolean {
    return expires < this.today;
  }
}

/** An attribute stands for everything in it: `template.labels` for `template.labels.owner`. */
function isAbout({ address, attribute, code }: ExceptionEntry, subject: Subject): boolean {
  if (address !== subject.address) return false;
  if (code !== undefined && code !== subject.code) return false;
  return attribute === undefined || attribute === subject.attribute || isIn(subject.attribute, attribute);
}

function isIn(attribute: string, block: string): boolean {
  return attribute.startsWith(block) && /^[.[]/.test(attribute.slice(block.length));
}
