import { z } from "zod";
import { isBlock } from "./blocks";

// The shapes of what Terraform prints, as far as they are read. Everything else may be there: newer versions add fields.

/** Taken as it is: a large plan is mostly this, and a copy of it would cost more than everything else. */
const fields = z.custom<Record<string, unknown>>(isBlock, "expected an object");

const resource = z.object({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  values: fields.nullish(),
  depends_on: z.array(z.string()).nullish(),
});
export type StateResource = z.infer<typeof resource>;

export interface StateModule {
  resources?: StateResource[] | null | undefined;
  child_modules?: StateModule[] | null | undefined;
}
const stateModule: z.ZodType<StateModule> = z.lazy(() =>
  z.object({ resources: z.array(resource).nullish(), child_modules: z.array(stateModule).nullish() }),
);
const values = z.object({ root_module: stateModule.nullish() });

export const stateShape = z.object({ format_version: z.string(), values: values.nullish() });

const configuredResource = z.object({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  provider_config_key: z.string().nullish(),
  expressions: fields.nullish(),
  depends_on: z.array(z.string()).nullish(),
});
export type ConfiguredResource = z.infer<typeof configuredResource>;

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
    resources: z.array(configuredResource).nullish(),
    outputs: z.record(z.string(), z.object({ expression: expression.nullish() })).nullish(),
    module_calls: z
      .record(z.string(), z.object({ expressions: fields.nullish(), module: configuredModule.nullish() }))
      .nullish(),
  }),
);

export const planShape = z.object({
  format_version: z.string(),
  planned_values: values.nullish(),
  prior_state: z.object({ values: values.nullish() }).nullish(),
  resource_changes: z
    .array(
      z.object({
        address: z.string(),
        mode: z.string(),
        type: z.string(),
        change: z.object({ actions: z.array(z.string()), after_unknown: z.unknown().optional() }),
      }),
    )
    .nullish(),
  configuration: z
    .looseObject({
      provider_config: z.record(z.string(), z.object({ expressions: fields.nullish() })).nullish(),
      root_module: configuredModule.nullish(),
    })
    .nullish(),
  variables: z.record(z.string(), z.object({ value: z.unknown().optional() })).nullish(),
  errored: z.boolean().nullish(),
});
export type Plan = z.infer<typeof planShape>;

/** lineup's own form of a live project: resources in Terraform's attribute names, and what could not be read. */
export const inventoryShape = z.object({
  schema: z.literal("lineup/inventory/1"),
  project: z.string(),
  resources: z.array(z.object({ type: z.string(), name: z.string(), values: fields })),
  unread: z.array(z.object({ what: z.string(), why: z.string() })).nullish(),
});
