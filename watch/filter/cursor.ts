import { FilterError, quoted } from "./filter-error";
import { type Token, tokensOf } from "./tokens";

/** Where a parser stands in a filter. What it takes is behind it for good: nothing is read twice. */
export class Cursor {
  private readonly tokens: Token[];
  protected next = 0;

  constructor(filter: string) {
    this.tokens = tokensOf(filter);
  }

  protected get token(): Token {
    return this.tokens[this.next] as Token;
  }

  protected isSign(text: string): boolean {
    return this.token.kind === "sign" && this.token.text === text;
  }

  protected takeSign(text: string): boolean {
    const isNext = this.isSign(text);
    if (isNext) this.next += 1;
    return isNext;
  }

  protected takeWord(text: string): boolean {
    const isNext = this.token.kind === "word" && this.token.text === text;
    if (isNext) this.next += 1;
    return isNext;
  }

  protected fail(expected: string): never {
    const { kind, text, at } = this.token;
    throw new FilterError(at, expected, kind === "end" ? "the end" : quoted(text));
  }
}

export function isKeyword(word: string): boolean {
  return word === "AND" || word === "OR" || word === "NOT";
}
