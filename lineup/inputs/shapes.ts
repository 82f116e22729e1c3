import { z } from "zod";

// The shapes of what Terraform prints, as far as they are read. Everything else is let through: newer versions add fields.

const resource = z.looseObject({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  values: z.record(z.string(), z.unknown()).nullish(),
  depends_on: z.array(z.string()).nullish(),
});
export type StateResource = z.infer<typeof resource>;

export interface StateModule {
  resources?: StateResource[] | null | undefined;
  child_modules?: StateModule[] | null | undefined;
}
const stateModule: z.ZodType<StateModule> = z.lazy(() =>
  z.looseObject({ resources: z.array(resource).nullish(), child_modules: z.array(stateModule).nullish() }),
);
const values = z.looseObject({ root_module: stateModule.nullish() });

export const stateShape = z.looseObject({ format_version: z.string(), values: values.nullish() });

const configuredResource = z.looseObject({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  provider_config_key: z.string().nullish(),
  expressions: z.record(z.string(), z.unknown()).nullish(),
  depends_on: z.array(z.string()).nullish(),
});
export type ConfiguredResource = z.infer<typeof configuredResource>;

const expression = z.looseObject({ constant_value: z.unknown(), references: z.array(z.string()).nullish() });
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
  z.looseObject({
    resources: z.array(configuredResource).nullish(),
    outputs: z.record(z.string(), z.looseObject({ expression: expression.nullish() })).nullish(),
    module_calls: z
      .record(
        z.string(),
        z.looseObject({ expressions: z.record(z.string(), z.unknown()).nullish(), module: configuredModule.nullish() }),
      )
      .nullish(),
  }),
);

export const planShape = z.looseObject({
  format_version: z.string(),
  planned_values: values.nullish(),
  prior_state: z.looseObject({ values: values.nullish() }).nullish(),
  resource_changes: z
    .array(
      z.looseObject({
        address: z.string(),
        mode: z.string(),
        type: z.string(),
        change: z.looseObject({ actions: z.array(z.string()), after_unknown: z.unknown().optional() }),
      }),
    )
    .nullish(),
  configuration: z
    .looseObject({
      provider_config: z
        .record(z.string(), z.looseObject({ expressions: z.record(z.string(), z.unknown()).nullish() }))
        .nullish(),
      root_module: configuredModule.nullish(),
    })
    .nullish(),
  variables: z.record(z.string(), z.looseObject({ value: z.unknown() })).nullish(),
  errored: z.boolean().nullish(),
});
export type Plan = z.infer<typeof planShape>;

/** lineup's own form of a live project: resources in Terraform's attribute names, and what could not be read. */
export const inventoryShape = z.looseObject({
  schema: z.literal("lineup/inventory/1"),
  project: z.string(),
  resources: z.array(z.looseObject({ type: z.string(), name: z.string(), values: z.record(z.string(), z.unknown()) })),
  unread: z.array(z.looseObject({ what: z.string(), why: z.string() })).nullish(),
});
