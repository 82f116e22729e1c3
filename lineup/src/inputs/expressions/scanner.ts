export class ExpressionError extends Error {}

const SPACE = /\s*/y;

/** Reads a text from left to right; spaces before a token are skipped. */
export class Scanner {
  protected at = 0;

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

  private skipSpace(): void {
    SPACE.lastIndex = this.at;
    this.at += SPACE.exec(this.text)?.[0].length ?? 0;
  }
}
