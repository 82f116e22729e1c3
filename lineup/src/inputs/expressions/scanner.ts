export class ExpressionError extends Error {}

const SPACE = /\s*/y;
/** Terraform stops far earlier; this limit keeps hostile input from exhausting the stack. */
const MAX_DEPTH = 100;

/** Reads a text from left to right; spaces before a token are skipped. */
export class Scanner {
  protected at = 0;
  private depth = 0;
  /** Where the last token ended. */
  protected end = 0;

  constructor(protected readonly text: string) {}

  protected match(pattern: RegExp): string | undefined {
    this.skipSpace();
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found !== undefined) {
      this.at += found.length;
      this.end = this.at;
    }
    return found;
  }

  protected take(symbol: string): boolean {
    this.skipSpace();
    // "!" must not match the start of "!=".
    if (!this.text.startsWith(symbol, this.at) || (symbol === "!" && this.text[this.at + 1] === "=")) return false;
    this.at += symbol.length;
    this.end = this.at;
    return true;
  }

  protected expect(symbol: string): void {
    if (!this.take(symbol)) this.fail(`"${symbol}"`);
  }

  protected fail(wanted: string): never {
    throw new ExpressionError(`expected ${wanted} at character ${this.at}`);
  }

  /** Reads something that may hold more of its kind. */
  protected inside<Read>(read: () => Read): Read {
    if (++this.depth > MAX_DEPTH) throw new ExpressionError("nested too deeply");
    const found = read();
    this.depth--;
    return found;
  }

  private skipSpace(): void {
    SPACE.lastIndex = this.at;
    this.at += SPACE.exec(this.text)?.[0].length ?? 0;
  }
}
