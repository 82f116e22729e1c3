import { IPv4 } from "ipaddr.js";

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/**
 * A block of IPv4 addresses. Only valid ones exist: a Range that you hold is canonical
 * ("10.0.0.0/24", never "10.0.0.7/24"), so two ranges are equal exactly when their texts are.
 */
export class Range {
  static readonly everywhere = new Range(0, 0);

  private constructor(
    private readonly first: number,
    readonly prefixLength: number,
  ) {}

  /** Throws an error that says what is wrong and how to write it. */
  static parse(cidr: string): Range {
    // The strict form only: "10.1/16" and "010.0.0.0/8" mean different things to different readers.
    if (!IPv4.isValidCIDRFourPartDecimal(cidr)) {
      throw new RangeError(`must be an IPv4 range in CIDR form, got ${shown(cidr)} - such as "10.0.0.0/24"`);
    }
    const [address, prefixLength] = IPv4.parseCIDR(cidr);
    const asNumber = toNumber(address.octets);
    const first = asNumber - (asNumber % sizeOf(prefixLength));
    const range = new Range(first, prefixLength);
    if (first !== asNumber) {
      throw new RangeError(`must start at the first address of its block, got ${shown(cidr)} - the block is ${range}`);
    }
    return range;
  }

  get address(): string {
    return [24, 16, 8, 0].map((shift) => Math.floor(this.first / 2 ** shift) % 256).join(".");
  }

  get size(): number {
    return sizeOf(this.prefixLength);
  }

  get isPrivate(): boolean {
    return PRIVATE.some((cidr) => Range.parse(cidr).contains(this));
  }

  contains(other: Range): boolean {
    return this.first <= other.first && other.first + other.size <= this.first + this.size;
  }

  overlaps(other: Range): boolean {
    // Blocks of powers of two never overlap partly: one holds the other or they are apart.
    return this.contains(other) || other.contains(this);
  }

  toString(): string {
    return `${this.address}/${this.prefixLength}`;
  }
}

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}...` : text);
}

function sizeOf(prefixLength: number): number {
  return 2 ** (32 - prefixLength);
}

function toNumber(octets: number[]): number {
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}
