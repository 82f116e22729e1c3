import * as z from "zod";
import { plain } from "../text/plain";
import type { Evidence } from "./contract";
import { withoutSecrets } from "./masked";
import type { Clue } from "./part";

// What a part tells is looked at before it is believed: a part reads what others have written.

const CODE = /^[A-Z][A-Z0-9_]{1,80}$/;
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
const LONGEST_NAME = 300;
const LONGEST_COMMAND = 1_000;
const MOST_EVIDENCE = 30;

const name = z.string().transform((text) => plain(text, LONGEST_NAME));
const text = z.string().transform(withoutSecrets);
/** A command is copied whole or not at all. */
const command = z
  .string()
  .max(LONGEST_COMMAND)
  .transform((said) => plain(said, LONGEST_COMMAND));
const when = z.string().transform((said) => {
  const at = DATE.test(said) ? Date.parse(said) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
});

const evidence = z.object({
  from: z.string().optional(),
  at: name,
  attribute: name,
  text,
  when: when.optional(),
  by: text.optional(),
});

const clue = z.object({
  code: z.string().regex(CODE),
  certainty: z.enum(["certain", "likely", "possible"]),
  at: name,
  attribute: name,
  message: text,
  services: z.array(name).max(1_000),
  evidence: z.preprocess((seen) => (Array.isArray(seen) ? seen.slice(0, MOST_EVIDENCE) : seen), z.array(evidence)),
  repair: z.object({ text, commands: z.array(command).max(20) }),
  explainedBy: z.array(z.string().regex(CODE)).optional(),
  isByHand: z.boolean().optional(),
  lastSeen: when.optional(),
});

/** A clue as it may be printed; undefined where it is none. */
export function heardClue(said: unknown, part: string): Clue | undefined {
  const { data } = clue.safeParse(said);
  if (!data) return undefined;
  const { explainedBy, lastSeen, ...rest } = data;
  const seen = data.evidence.map((one) => evidenceOf(one, part));
  const more = {
    ...(explainedBy === undefined ? {} : { explainedBy }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
  };
  return { ...rest, evidence: seen, ...more };
}

export function heardChange(said: unknown, part: string): Evidence | undefined {
  const { data } = evidence.safeParse(said);
  return data && evidenceOf(data, part);
}

/** Whoever tells it has seen it. */
function evidenceOf({ at, attribute, text, when, by }: z.infer<typeof evidence>, from: string): Evidence {
  return { from, at, attribute, text, ...(when === undefined ? {} : { when }), ...(by ? { by } : {}) };
}
