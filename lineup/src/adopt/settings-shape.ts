import * as z from "zod";

const text = z.string().min(1).max(1_000);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) !== undefined;
  } catch {
    return false;
  }
}

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
  pattern: text.refine(isPattern, "is no regular expression").optional(),
  as: z.enum(["number", "text"]).optional(),
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
