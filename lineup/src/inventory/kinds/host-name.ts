import { isRedisAddress } from "../../endpoint";

const LONGEST = 2_000;
const NAME = /^(?=[^.]{1,63}\.)[a-z0-9_.-]{3,253}$/i;

/**
 * The value of a variable that may be the name of a Redis. It is written only where a record of the project has the
 * name: everything else that looks like one may be anything.
 */
export class HostName {
  readonly #scheme: string;
  readonly #host: string;
  readonly #port: string;

  private constructor(scheme: string, host: string, port: string) {
    this.#scheme = scheme;
    this.#host = host;
    this.#port = port;
  }

  static in(name: string, value: unknown): HostName | undefined {
    if (typeof value !== "string" || value.length > LONGEST || !isRedisAddress({ name })) return undefined;
    const [, scheme = "", rest = ""] = /^(rediss?:\/\/)?(.*)$/is.exec(value.trim()) ?? [];
    const authority = rest.split(/[/?#]/)[0]?.split("@").at(-1) ?? "";
    const [, host = "", port = ""] = /^([^:]*)(:\d{1,5})?$/.exec(authority) ?? [];
    return NAME.test(host) ? new HostName(scheme.toLowerCase(), host.toLowerCase(), port) : undefined;
  }

  /** As records have it: with the dot at its end. */
  get record(): string {
    return this.#host.endsWith(".") ? this.#host : `${this.#host}.`;
  }

  shown(records: ReadonlySet<string>): string | null {
    return records.has(this.record) ? `${this.#scheme}${this.#host}${this.#port}` : null;
  }

  toJSON(): null {
    return null;
  }
}
