import type { Environment } from "../../environments/environment";
import type { GitHub } from "../../lineup/src/github/client";
import { ApiDisabled, ApiFailure, NotThere } from "../../lineup/src/google/refusal";
import { isBlock, own, type RawBlock } from "../../lineup/src/inputs/blocks";
import type { Reader } from "../../lineup/src/inventory/reader";
import { Untold, type Written } from "../cloud/written";

/** What is compared: what the synthesized stacks say, and what Google and GitHub answer. */
export interface World {
  environment: Environment;
  /** The resources of the bootstrap stack, with their values. */
  bootstrap: readonly Written[];
  /** The resources of the environment itself. */
  deployed: readonly Written[];
  reader: Reader;
  /** Whose jobs may sign in, as the state of the bootstrap says; undefined: no state says it. */
  repository: string | undefined;
  /** Or why it is not asked. */
  github: GitHub | { why: string; wayOut: string };
  /** Of the bootstrap's state; why there are none is said where they are needed. */
  outputs: () => Promise<Readonly<Record<string, string>>>;
}

/** One thing that is not as written, or could not be read, and what to do. */
export interface Finding {
  is: "wrong" | "unread";
  what: string;
  wayOut: string;
}

export interface Judged {
  /** What is as written, in few words. */
  good: string;
  findings: readonly Finding[];
}

export interface Check {
  title: string;
  judge: (world: World) => Promise<Judged>;
}

export const wrong = (what: string, wayOut: string): Finding => ({ is: "wrong", what, wayOut });
export const unread = (what: string, wayOut = "run npm run doctor again once it can be read"): Finding => ({
  is: "unread",
  what,
  wayOut,
});

/** The way out where Terraform puts right what somebody changed. The repository is said where no state says it. */
export const again = ({ environment: { name }, repository }: World) =>
  `npm run bootstrap -- ${name}${repository === undefined ? " --repository OWNER/NAME" : ""}`;

/** Google answered 200 with something else than its API describes. */
export class Misshapen extends Error {}

/** Runs a part of a check: what cannot be read, or told, is said, and is never taken for good. */
export async function reading(what: string, read: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await read();
  } catch (error) {
    const isKnown = [ApiFailure, ApiDisabled, Untold, Misshapen].some((kind) => error instanceof kind);
    if (!isKnown) throw error;
    return [unread(`${what}: ${(error as Error).message}`)];
  }
}

/** One question for each thing, and what is found of all of them; one that is not there is not as written. */
export async function each<Thing>(
  world: World,
  things: readonly Thing[],
  what: (thing: Thing) => string,
  read: (thing: Thing) => Promise<readonly Finding[]>,
): Promise<Finding[]> {
  const found = things.map((thing) =>
    reading(what(thing), async () => {
      try {
        return await read(thing);
      } catch (error) {
        if (error instanceof NotThere) return [wrong(`${what(thing)}: not there`, again(world))];
        throw error;
      }
    }),
  );
  return (await Promise.all(found)).flat();
}

/** The list in an answer: `{}` is an empty one, and an answer with other fields instead is none. */
export function listIn(answer: RawBlock | object, key: string): RawBlock[] {
  const said = own(answer, key);
  if (said === undefined && Object.keys(answer).length === 0) return [];
  if (!Array.isArray(said) || !said.every(isBlock)) throw new Misshapen(`the answer has no list of ${key}`);
  return said;
}
