import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { dayOf } from "../../../facts/days";
import type { Pin } from "../../../facts/pins";
import { type Input, jsonIn } from "../inputs/json";
import { UnusableInput } from "../inputs/model";

/** What the environment says of a service besides its Terraform: `expected.json`, beside the synthesized stack. */
export interface ExpectedService {
  /** Where its settings stand in the file: `services.backend`. */
  setting?: string | undefined;
  /** Variables without which the app does not start. */
  requires: readonly string[];
  /** Names under which it is called from outside. */
  domains: readonly string[];
  /** The revision that it is to serve, because somebody rolled back; it is said after its last day as well. */
  traffic?: Pin | undefined;
}

export interface Expected {
  environment: string;
  /** Where it is written: `environments/staging.ts`. */
  file?: string | undefined;
  /** By the name under which Google knows the service. */
  services: Readonly<Record<string, ExpectedService>>;
}

/** What is expected, and the day on which it is asked for: what is said until a day holds then or has ended. */
export interface Said {
  expected: Expected;
  /** As "2027-01-31", in UTC. */
  today: string;
}

const FILE = "expected.json";

/** What is said beside a synthesized stack; undefined where nothing is. */
export function expectedBeside(input: Input): Expected | undefined {
  if (typeof input !== "string" || input === "-" || !existsSync(input) || !statSync(input).isDirectory())
    return undefined;
  const file = join(input, FILE);
  if (!existsSync(file)) return undefined;
  // Loaded here: without such a file nothing needs the library that the shape is made with.
  const { expectedShape } = require("./shape") as typeof import("./shape");
  const read = expectedShape.safeParse(jsonIn(file).json);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new UnusableInput(
    `${file} does not say what is expected of the services (${first?.path.map(String).join(".").slice(0, 200)}: ${first?.message}) - synthesize again, or remove it`,
  );
}

/** Nothing where the name is one that every object has. */
export function expectedOfService(
  expected: Expected | undefined,
  name: string | undefined,
): ExpectedService | undefined {
  return name !== undefined && expected && Object.hasOwn(expected.services, name) ? expected.services[name] : undefined;
}

/** What is said beside the configuration of a command. */
export function saidBeside(configuration: Input | undefined, now: Date): Said | undefined {
  const expected = configuration === undefined ? undefined : expectedBeside(configuration);
  return expected && { expected, today: dayOf(now) };
}
