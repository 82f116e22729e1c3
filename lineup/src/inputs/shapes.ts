import { z } from "zod";
import { isBlock, own } from "./blocks";
import { jsonTypeName } from "./json";

// The shapes of what Terraform prints, as far as they are read. Everything else may be there: newer versions add fields.

/** Taken as it is: a large plan is mostly this, and a copy of it would cost more than everything else. */
const fields = z.custom<Record<string, unknown>>(isBlock, "expected an object");

type Problem = Pick<FieldShape, "path" | "expected">;

/** Lists of thousands of items: checked in one pass, because wrapping each item in zod costs more than all the rest. */
function listOf<Item>(shapes: readonly FieldShape[]) {
  return z.custom<Item[]>().check((context) => {
    const report = (path: (string | number)[], expected: string, input: unknown) =>
      context.issues.push({ code: "custom", path, message: `expected ${expected}, got ${jsonTypeName(input)}`, input });
    const items: unknown = context.value;
    if (!Array.isArray(items)) {
      report([], "a list", items);
      return;
    }
    const index = items.findIndex((item) => firstProblem(item, shapes) !== undefined);
    const problem = index < 0 ? undefined : firstProblem(items[index], shapes);
    if (!problem) return;
    report([index, ...problem.path], problem.expected, problem.path.reduce<unknown>(own, items[index]));
  });
}

/** What a field has to be: its test, and how people call it. */
type Kind = { is: (value: unknown) => boolean; expected: string };
const TEXT: Kind = { is: (value) => typeof value === "string", expected: "text" };
const TEXTS: Kind = { is: (value) => Array.isArray(value) && value.every(TEXT.is), expected: "a list of texts" };
const FIELDS: Kind = { is: isBlock, expected: "an object" };

interface FieldShape extends Kind {
  path: readonly string[];
}

function required(path: string, kind: Kind): FieldShape {
  return { path: path.split("."), ...kind };
}

function optional(path: string, { is, expected }: Kind): FieldShape {
  return required(path, {
    is: (value) => value === undefined || value === null || is(value),
    expected: `${expected} or null`,
  });
}

const NAMED: readonly FieldShape[] = [required("address", TEXT), required("mode", TEXT), required("type", TEXT)];

function firstProblem(item: unknown, shapes: readonly FieldShape[]): Problem | undefined {
  if (!isBlock(item)) return { path: [], expected: "an object" };
  return shapes.find(
    ({ path, is }) => !is(path.length === 1 ? own(item, path[0] ?? "") : path.reduce<unknown>(own, item)),
  );
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
const resources = listOf<StateResource>([
  ...NAMED,
  optional("values", FIELDS),
  optional("depends_on", TEXTS),
  optional("deposed_key", TEXT),
]);

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
  count_expression?: unknown;
  for_each_expression?: unknown;
}
const configuredResources = listOf<ConfiguredResource>([
  ...NAMED,
  optional("provider_config_key", TEXT),
  optional("expressions", FIELDS),
  optional("depends_on", TEXTS),
]);

const expression = z.object({ constant_value: z.unknown().optional(), references: z.array(z.string()).nullish() });
export type Expression = { constant_value?: unknown; references?: string[] | null | undefined };

export interface ConfiguredModule {
  variables?: Record<string, Record<string, unknown>> | null | undefined;
  resources?: ConfiguredResource[] | null | undefined;
  outputs?: Record<string, ConfiguredOutput> | null | undefined;
  module_calls?: Record<string, ModuleCall> | null | undefined;
}
interface ConfiguredOutput {
  expression?: Expression | null | undefined;
  depends_on?: string[] | null | undefined;
}
export interface ModuleCall {
  expressions?: Record<string, unknown> | null | undefined;
  depends_on?: string[] | null | undefined;
  count_expression?: unknown;
  for_each_expression?: unknown;
  module?: ConfiguredModule | null | undefined;
}
const texts = z.array(z.string());
const configuredModule: z.ZodType<ConfiguredModule> = z.lazy(() =>
  z.object({
    variables: z.record(z.string(), fields).nullish(),
    resources: configuredResources.nullish(),
    outputs: z
      .record(z.string(), z.object({ expression: expression.nullish(), depends_on: texts.nullish() }))
      .nullish(),
    module_calls: z
      .record(
        z.string(),
        z.object({
          expressions: fields.nullish(),
          depends_on: texts.nullish(),
          count_expression: z.unknown().optional(),
          for_each_expression: z.unknown().optional(),
          module: configuredModule.nullish(),
        }),
      )
      .nullish(),
  }),
);

/** A change as Terraform prints it. Terraform leaves an optional field out; other tools write null, which means the same. */
export interface PrintedChange extends Named {
  previous_address?: string | null | undefined;
  provider_name?: string | null | undefined;
  deposed?: string | null | undefined;
  action_reason?: string | null | undefined;
  change: {
    actions: string[];
    before?: unknown;
    after?: unknown;
    after_unknown?: unknown;
    replace_paths?: unknown;
    importing?: unknown;
  };
}
const printedChanges = listOf<PrintedChange>([
  ...NAMED,
  optional("previous_address", TEXT),
  optional("provider_name", TEXT),
  optional("deposed", TEXT),
  optional("action_reason", TEXT),
  required("change", FIELDS),
  required("change.actions", TEXTS),
]);

export const planShape = z.object({
  format_version: z.string(),
  planned_values: values.nullish(),
  prior_state: z.object({ values: values.nullish() }).nullish(),
  resource_changes: printedChanges.nullish(),
  /** What changed outside Terraform since the state was written. */
  resource_drift: printedChanges.nullish(),
  timestamp: z.string().nullish(),
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
