import * as z from "zod";

const text = z.string().min(1).max(1_000);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** How the value of a setting is made of what the attribute holds: as it is, where nothing is said. */
const settingBehind = z.strictObject({
  address: text,
  /** As the schema spells it; `{name}` stands for an item's own name. */
  attribute: text,
  setting: text,
  /** What the file says now. */
  written: z.unknown(),
  /** What the setting costs, or why it is what it is. */
  why: text.optional(),
  values: z.record(z.string(), scalar).optional(),
  /** A text made of attributes of the resource: `{address}/{prefix_length}`. */
  from: text.optional(),
  /** What stands around it in the attribute: `{}s` of "300s". */
  form: text.refine((form) => form.split("{}").length === 2, "has no {}, or more than one").optional(),
  as: z.enum(["number", "text", "name"]).optional(),
});

export const settingsShape = z.object({
  schema: z.literal("lineup/settings/1"),
  /** Where the settings are written. */
  file: text,
  /** Where an adoption of this stack is written. */
  adoption: text,
  settings: z.array(settingBehind).max(10_000),
});

export type SettingBehind = z.infer<typeof settingBehind>;
export type Settings = z.infer<typeof settingsShape>;
