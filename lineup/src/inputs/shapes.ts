import { z } from "zod";
import { isBlock, own } from "./blocks";

// The shapes of what Terraform prints, as far as they are read. Everything else may be there: newer versions add fields.

/** Taken as it is: a large plan is mostly this, and a copy of it would cost more than everything else. */
const fields = z.custom<Record<string, unknown>>(isBlock, "expected an object");

/** Lists of thousands: looked through in one go, where zod would wrap each item. */
function listOf<Item>(isItem: (value: unknown) => boolean, what: string) {
  return z.custom<Item[]>((value) => Array.isArray(value) && value.every(isItem), `expected a list of ${what}`);
}

/** What says which resource is meant, in each of the places where a plan speaks of it. */
interface Named {
  address: string;
  mode: string;
  type: string;
}

export interface StateResource extends Named {
  /** It could not be made to its end, and is to be replaced. */
  tainted?: boolean | null | undefined;
  /** Not the resource itself: an old object of it that is still to be deleted. */
  deposed_key?: string | null | undefined;
  values?: Record<string, unknown> | null | undefined;
  depends_on?: string[] | null | undefined;
}
const resources = listOf<StateResource>(
  (value) =>
    isNamed(value) &&
    isFieldsOrNothing(own(value, "values")) &&
    isTextsOrNothing(own(value, "depends_on")) &&
    isTextOrNothing(own(value, "deposed_key")),
  "resources with address, mode, type and values",
);

export interface StateModule {
  resources?: StateResource[] | null | undefined;
  child_modules?: StateModule[] | null | undefined;
}
const stateModule: z.ZodType<StateModule> = z.lazy(() =>
  z.object({ resources: resources.nullish(), child_modules: z.array(stateModule).nullish() }),
);
const values = z.object({ root_module: stateModule.nullish() });

export const stateShape = z.object({ format_version: z.string(), values: values.nullish() });

export interface ConfiguredResource extends Named {
  provider_config_key?: string | null | undefined;
  expressions?: Record<string, unknown> | null | undefined;
  depends_on?: string[] | null | undefined;
}
const configuredResources = listOf<ConfiguredResource>(
  (value) =>
    isNamed(value) &&
    isTextOrNothing(own(value, "provider_config_key")) &&
    isFieldsOrNothing(own(value, "expressions")) &&
    isTextsOrNothing(own(value, "depends_on")),
  "resources with address, mode, type and expressions",
);

const expression = z.object({ constant_value: z.unknown().optional(), references: z.array(z.string()).nullish() });
export type Expression = { constant_value?: unknown; references?: string[] | null | undefined };

export interface ConfiguredModule {
  resources?: ConfiguredResource[] | null | undefined;
  outputs?: Record<string, { expression?: Expression | null | undefined }> | null | undefined;
  module_calls?: Record<string, ModuleCall> | null | undefined;
}
export interface ModuleCall {
  expressions?: Record<string, unknown> | null | undefined;
  module?: ConfiguredModule | null | undefined;
}
const configuredModule: z.ZodType<ConfiguredModule> = z.lazy(() =>
  z.object({
    resources: configuredResources.nullish(),
    outputs: z.record(z.string(), z.object({ expression: expression.nullish() })).nullish(),
    module_calls: z
      .record(z.string(), z.object({ expressions: fields.nullish(), module: configuredModule.nullish() }))
      .nullish(),
  }),
);

interface ResourceChange extends Named {
  previous_address?: string | undefined;
  change: { actions: string[]; after_unknown?: unknown };
}
const resourceChanges = listOf<ResourceChange>(
  (value) => isNamed(value) && isTexts(own(own(value, "change"), "actions")),
  "changes with address, mode, type and change.actions",
);

export const planShape = z.object({
  format_version: z.string(),
  planned_values: values.nullish(),
  prior_state: z.object({ values: values.nullish() }).nullish(),
  resource_changes: resourceChanges.nullish(),
  configuration: z
    .looseObject({
      provider_config: z.record(z.string(), z.object({ expressions: fields.nullish() })).nullish(),
      root_module: configuredModule.nullish(),
    })
    .nullish(),
  variables: z.record(z.string(), z.object({ value: z.unknown().optional() })).nullish(),
  errored: z.boolean().nullish(),
  complete: z.boolean().nullish(),
  deferred_changes: z.array(z.unknown()).nullish(),
});
export type Plan = z.infer<typeof planShape>;

/** lineup's own form of a live project: resources in Terraform's attribute names, and what could not be read. */
export const inventoryShape = z.object({
  schema: z.literal("lineup/inventory/1"),
  project: z.string(),
  resources: z.array(z.object({ type: z.string(), name: z.string(), values: fields })),
  unread: z
    .array(
      z.object({
        what: z.string(),
        why: z.string(),
        // What it could matter for; where it does not say, for everything.
        types: z.array(z.string()).optional(),
        network: z.string().optional(),
        project: z.string().optional(),
      }),
    )
    .nullish(),
});

function isNamed(value: unknown): value is Named {
  return isBlock(value) && isText(value.address) && isText(value.mode) && isText(value.type);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isFieldsOrNothing(value: unknown): boolean {
  return value === undefined || value === null || isBlock(value);
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || value === null || isText(value);
}

function isTextsOrNothing(value: unknown): boolean {
  return value === undefined || value === null || isTexts(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}
