import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from "node:crypto";
import * as z from "zod";
import { StepError } from "../../lineup/src/github/entry";

/** What can be read of a sealed plan without the passphrase. It is authenticated: a change breaks the seal. */
const LABEL = z.object({
  schema: z.literal("lineup/sealed-plan/1"),
  environment: z.string(),
  commit: z.string(),
  /** Of the files that were planned: a merge gives the same files another commit. */
  tree: z.string(),
  run: z.string(),
  made: z.iso.datetime(),
  sha256: z.string(),
  /** Terraform applies a plan only with the very providers it was made with. */
  lockFile: z.string(),
});
export type Label = z.infer<typeof LABEL>;

const base64 = z.base64().transform((text) => Buffer.from(text, "base64"));
const SEALED = z.object({ label: LABEL, salt: base64, iv: base64, tag: base64, data: base64 });

/** The fix wherever a sealed plan is missing or no longer fits. */
export const NEW_PLAN = 'run the workflow "Pull request" by hand on main, and give "Deploy" the number of that run';

const CIPHER = "aes-256-gcm";
const TAG_BYTES = 16;
const SHORTEST = 24;

/**
 * A plan file holds the AUTH string of Redis, and everyone who can read a repository can download its artifacts. So the plan is
 * encrypted, and its label is part of what the tag protects.
 */
export function seal(plan: Buffer, label: Label, passphrase: string): string {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv(CIPHER, keyOf(passphrase, salt), iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(JSON.stringify(label)));
  const data = Buffer.concat([cipher.update(plan), cipher.final()]);
  const written = { salt, iv, tag: cipher.getAuthTag(), data };
  const encoded = Object.entries(written).map(([name, bytes]) => [name, bytes.toString("base64")]);
  return `${JSON.stringify({ label, ...Object.fromEntries(encoded) })}\n`;
}

export function unseal(text: string, passphrase: string): { label: Label; plan: Buffer } {
  const { data: sealed } = SEALED.safeParse(parse(text));
  if (!sealed)
    throw new StepError("this is not a sealed plan - give the artifact sealed-plan-ENVIRONMENT of a run of pr.yaml");
  const { label, salt, iv, tag, data } = sealed;
  const decipher = createDecipheriv(CIPHER, keyOf(passphrase, salt), iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(JSON.stringify(label)));
  let plan: Buffer;
  try {
    decipher.setAuthTag(tag);
    plan = Buffer.concat([decipher.update(data), decipher.final()]);
  } catch {
    throw new StepError(
      "the plan cannot be decrypted: it or its label was changed, or PLAN_PASSPHRASE is not the one it was encrypted with",
    );
  }
  if (sha256(plan) !== label.sha256) throw new StepError("the sha256 of the plan is not the one in its label");
  return { label, plan };
}

export function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function keyOf(passphrase: string, salt: Buffer): Buffer {
  if (passphrase.length < SHORTEST) {
    throw new StepError(
      `PLAN_PASSPHRASE has ${passphrase.length} characters and must have ${SHORTEST} - openssl rand -base64 32 makes one`,
    );
  }
  return scryptSync(passphrase, salt, 32, { N: 2 ** 15, maxmem: 2 ** 26 });
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
