import * as z from "zod";
import { DAY, isDay } from "../../../facts/days";
import { REVISION_NAME, REVISION_NAME_LONGEST } from "../../../facts/pins";

const text = z.string().min(1).max(1_000);

const service = z.object({
  setting: text.optional(),
  requires: z.array(text).max(1_000),
  domains: z.array(text).max(1_000),
  traffic: z
    .object({
      revision: z.string().regex(REVISION_NAME, "is no name of a revision").max(REVISION_NAME_LONGEST),
      reason: z.string().max(10_000),
      until: z.string().regex(DAY, 'is no day such as "2027-01-31"').refine(isDay, "is no day that there is"),
    })
    .optional(),
});

/** Fields may be added one day: readers let them pass. */
export const expectedShape = z.object({
  schema: z.literal("lineup/expected/1"),
  environment: text,
  file: text.optional(),
  services: z.record(text, service).refine((all) => Object.keys(all).length <= 1_000, "names more than 1000 services"),
});
