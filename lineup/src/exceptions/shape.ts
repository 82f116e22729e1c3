import * as z from "zod";
import { DAY, isDay } from "../../../facts/days";

/** The longest an address, an attribute or a reason may be: they are repeated in reports. */
const LONGEST = 500;

const said = z
  .string()
  .max(LONGEST)
  .refine((text) => text.trim() !== "", "must say something");

const day = z.string().regex(DAY, 'expected a day such as "2027-01-31"').refine(isDay, "there is no such day");

const one = z
  .strictObject({
    address: said,
    attribute: said.optional(),
    code: z
      .string()
      .max(LONGEST)
      .regex(/^[A-Z][A-Z0-9_]*$/, 'expected a code such as "ALLOW_WIDENED"')
      .optional(),
    reason: said,
    expires: day,
  })
  .refine(({ attribute, code }) => attribute !== undefined || code !== undefined, "name an attribute or a code");

export const exceptionsShape = z.strictObject({
  schema: z.literal("lineup/exceptions/1"),
  exceptions: z.array(one).max(10_000),
});

export type ExceptionEntry = z.infer<typeof one>;
