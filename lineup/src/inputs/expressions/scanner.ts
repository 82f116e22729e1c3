export class ExpressionError extends Error {}

const SPACE = /\s*/y;
/** Terraform stops far earlier; this limit keeps hostile input from exhausting the stack. */
const MAX_DEPTH = 100;

/** Reads a text from left to right; spaces before a token are skipped. */
export class Scanner {
  protected at = 0;
  private depth = 0;
  /** Whether a line ended before the token that comes next. */
  protected afterNewline = false;

  constructor(protected readonly text: string) {}

  protected match(pattern: RegExp): string | undefined {
    this.skipSpace();
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  protected take(symbol: string): boolean {
    this.skipSpace();
    // "!" must not match the start of "!=".
    if (!this.text.startsWith(symbol, this.at) || (symbol === "!" && this.text[this.at + 1] === "=")) return false;
    this.at += symbol.length;
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

  protected skipSpace(): void {
    SPACE.lastIndex = this.at;
    const space = SPACE.exec(this.text)?.[0] ?? "";
    if (space.length > 0) this.afterNewline = space.includes("\n");
    else if (this.at > 0 && this.text[this.at - 1] !== "\n") this.afterNewline = false;
    this.at += space.length;
  }
}
