import * as z from "zod";
import { Port } from "../addressing/port";
import { Range } from "../addressing/range";

/** A whole number within bounds; `why` says whose bounds they are. */
export function whole(min: number, max: number, why: string) {
  const message = `must be a whole number from ${min} to ${max} - ${why}`;
  const quoted = `must be a whole number from ${min} to ${max} - write it without quotes`;
  return z
    .number({ error: ({ input }) => (typeof input === "string" && /^\d+$/.test(input) ? quoted : message) })
    .int(message)
    .min(min, message)
    .max(max, message);
}

export function matching(pattern: RegExp, message: string) {
  return z.string(message).regex(pattern, message);
}

export const yesOrNo = z.boolean("must be true or false - without quotes");

/** Text that ends up in Terraform's JSON, where some texts are programs. */
export function plainText(message: string) {
  return z
    .string(message)
    .refine((text) => !/[$%]\{/.test(text), 'must be plain text - Terraform reads "${" and "%{" as expressions');
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, `must be one of ${values.join(", ")} - pick one`);
}

/** "10.0.0.0/24" in the file, a Range in the program. */
export function privateRange(prefix: { from: number; to: number; why: string }) {
  return z.string('must be an IPv4 range in CIDR form - such as "10.0.0.0/24"').transform((text, context): Range => {
    const refuse = (message: string): never => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    let range: Range;
    try {
      range = Range.parse(text);
    } catch (error) {
      return refuse((error as Error).message);
    }
    if (!range.isPrivate) {
      return refuse("must be private - use a block inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16");
    }
    if (range.prefixLength < prefix.from || range.prefixLength > prefix.to) {
      const sizes = prefix.from === prefix.to ? `a /${prefix.from}` : `from /${prefix.from} to /${prefix.to}`;
      return refuse(`must be ${sizes} - ${prefix.why}`);
    }
    return range;
  });
}

export const port = whole(1, 65535, "a TCP port").transform((number) => Port.tcp(number));

/** A dangerous setting takes a reason that a reviewer understands, not a flag. */
export const reason = plainText("must be a sentence - say why")
  .trim()
  .min(20, "must be a reason - say it in at least 20 characters");

/** Replaces a derived name, where what exists already has another. */
export function otherName(longest: number, example: string) {
  const pattern = new RegExp(`^[a-z]([a-z0-9-]{0,${longest - 2}}[a-z0-9])?$`);
  return matching(
    pattern,
    `must be 1 to ${longest} lower-case letters, digits and inner hyphens - such as "${example}"`,
  );
}
