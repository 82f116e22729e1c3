/** A TCP port. Only valid ones exist. */
export class Port {
  private constructor(readonly number: number) {}

  static tcp(number: number): Port {
    if (!Number.isInteger(number) || number < 1 || number > 65535) {
      throw new RangeError(`must be a TCP port, got ${number} - a whole number from 1 to 65535`);
    }
    return new Port(number);
  }

  toString(): string {
    return `tcp:${this.number}`;
  }
}
