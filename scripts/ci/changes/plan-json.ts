import * as z from "zod";

const block = z.record(z.string(), z.unknown());
const change = z.object({
  actions: z.array(z.string()).min(1),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  after_unknown: z.unknown().optional(),
  before_sensitive: z.unknown().optional(),
  after_sensitive: z.unknown().optional(),
  replace_paths: z.array(z.unknown()).optional(),
  importing: z.object({ id: z.string().optional() }).loose().optional(),
});
export type ChangeJson = z.infer<typeof change>;

/** As much of `terraform show -json` of a plan as is read here; what must be absent is named, too. */
export const PLAN = z.object({
  format_version: z.string().regex(/^1\./),
  terraform_version: z.string(),
  errored: z.boolean().optional(),
  complete: z.boolean().optional(),
  resource_changes: z
    .array(
      z.object({
        address: z.string(),
        module_address: z.string().optional(),
        previous_address: z.string().optional(),
        mode: z.string(),
        type: z.string(),
        name: z.string(),
        deposed: z.string().optional(),
        provider_name: z.string(),
        change,
      }),
    )
    .default([]),
  output_changes: z.record(z.string(), change).default({}),
  deferred_changes: z.array(z.unknown()).optional(),
  action_invocations: z.array(z.unknown()).optional(),
  configuration: z.object({
    provider_config: z
      .record(
        z.string(),
        z
          .object({ full_name: z.string(), version_constraint: z.string().optional(), expressions: block.optional() })
          .loose(),
      )
      .default({}),
    root_module: z
      .object({
        resources: z
          .array(
            z.object({ address: z.string(), mode: z.string(), provisioners: z.array(z.unknown()).optional() }).loose(),
          )
          .default([]),
      })
      .loose(),
  }),
});
export type PlanJson = z.infer<typeof PLAN>;
