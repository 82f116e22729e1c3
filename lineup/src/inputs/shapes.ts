import {
  ANYTHING,
  exactly,
  FIELDS,
  FLAG,
  LIST,
  listOf,
  namedBy,
  nested,
  object,
  omittable,
  optional,
  type Shape,
  TEXT,
  TEXTS,
} from "./shape";

// The shapes of what Terraform prints, as far as they are read.

/** What says which resource is meant, in each of the places where a plan speaks of it. */
interface Named {
  address: string;
  mode: string;
  type: string;
}
const named = { address: TEXT, mode: TEXT, type: TEXT };

export interface StateResource extends Named {
  /** It could not be made to its end, and is to be replaced. */
  tainted?: boolean | null | undefined;
  /** Not the resource itself: an old object of it that is still to be deleted. */
  deposed_key?: string | null | undefined;
  values?: Record<string, unknown> | null | undefined;
  depends_on?: string[] | null | undefined;
}
const stateResource = object<StateResource>({
  ...named,
  tainted: optional(FLAG),
  deposed_key: optional(TEXT),
  values: optional(FIELDS),
  depends_on: optional(TEXTS),
});

export interface StateModule {
  resources?: StateResource[] | null | undefined;
  child_modules?: StateModule[] | null | undefined;
}
const stateModule: Shape<StateModule> = nested(() =>
  object<StateModule>({ resources: optional(listOf(stateResource)), child_modules: optional(listOf(stateModule)) }),
);

interface Values {
  root_module?: StateModule | null | undefined;
}
const values = object<Values>({ root_module: optional(stateModule) });

export interface State {
  format_version: string;
  values?: Values | null | undefined;
}
export const stateShape = object<State>({ format_version: TEXT, values: optional(values) });

export interface ConfiguredResource extends Named {
  provider_config_key?: string | null | undefined;
  expressions?: Record<string, unknown> | null | undefined;
  depends_on?: string[] | null | undefined;
  count_expression?: unknown;
  for_each_expression?: unknown;
  provisioners?: { type: string }[] | null | undefined;
}
const configuredResource = object<ConfiguredResource>({
  ...named,
  provider_config_key: optional(TEXT),
  expressions: optional(FIELDS),
  depends_on: optional(TEXTS),
  count_expression: ANYTHING,
  for_each_expression: ANYTHING,
  provisioners: optional(listOf(object({ type: TEXT }))),
});

export interface Expression {
  constant_value?: unknown;
  references?: string[] | null | undefined;
}
const expression = object<Expression>({ constant_value: ANYTHING, references: optional(TEXTS) });

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
const configuredOutput = object<ConfiguredOutput>({ expression: optional(expression), depends_on: optional(TEXTS) });
const moduleCall: Shape<ModuleCall> = object<ModuleCall>({
  expressions: optional(FIELDS),
  depends_on: optional(TEXTS),
  count_expression: ANYTHING,
  for_each_expression: ANYTHING,
  module: optional(nested(() => configuredModule)),
});
const configuredModule: Shape<ConfiguredModule> = object<ConfiguredModule>({
  variables: optional(namedBy(FIELDS)),
  resources: optional(listOf(configuredResource)),
  outputs: optional(namedBy(configuredOutput)),
  module_calls: optional(namedBy(moduleCall)),
});

/** A change as Terraform prints it. */
export interface PrintedChange extends Named {
  previous_address?: string | null | undefined;
  provider_name?: string | null | undefined;
  deposed?: string | null | undefined;
  action_reason?: string | null | undefined;
  change: PrintedValues;
}
interface PrintedValues {
  actions: string[];
  before?: unknown;
  after?: unknown;
  after_unknown?: unknown;
  replace_paths?: unknown;
  importing?: unknown;
}
const printedChange = object<PrintedChange>({
  ...named,
  previous_address: optional(TEXT),
  provider_name: optional(TEXT),
  deposed: optional(TEXT),
  action_reason: optional(TEXT),
  change: object<PrintedValues>({
    actions: TEXTS,
    before: ANYTHING,
    after: ANYTHING,
    after_unknown: ANYTHING,
    replace_paths: ANYTHING,
    importing: ANYTHING,
  }),
});

interface ConfiguredProvider {
  name?: string | null | undefined;
  full_name?: string | null | undefined;
  expressions?: Record<string, unknown> | null | undefined;
}
interface PlannedConfiguration {
  provider_config?: Record<string, ConfiguredProvider> | null | undefined;
  root_module?: ConfiguredModule | null | undefined;
}

export interface Plan {
  format_version: string;
  planned_values?: Values | null | undefined;
  prior_state?: { values?: Values | null | undefined } | null | undefined;
  resource_changes?: PrintedChange[] | null | undefined;
  /** What changed outside Terraform since the state was written. */
  resource_drift?: PrintedChange[] | null | undefined;
  timestamp?: string | null | undefined;
  configuration?: PlannedConfiguration | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  errored?: boolean | null | undefined;
  complete?: boolean | null | undefined;
  deferred_changes?: unknown[] | null | undefined;
  action_invocations?: unknown[] | null | undefined;
}
export const planShape = object<Plan>({
  format_version: TEXT,
  planned_values: optional(values),
  prior_state: optional(object({ values: optional(values) })),
  resource_changes: optional(listOf(printedChange)),
  resource_drift: optional(listOf(printedChange)),
  timestamp: optional(TEXT),
  configuration: optional(
    object<PlannedConfiguration>({
      provider_config: optional(
        namedBy(
          object<ConfiguredProvider>({
            name: optional(TEXT),
            full_name: optional(TEXT),
            expressions: optional(FIELDS),
          }),
        ),
      ),
      root_module: optional(configuredModule),
    }),
  ),
  variables: optional(namedBy(FIELDS)),
  errored: optional(FLAG),
  complete: optional(FLAG),
  deferred_changes: optional(LIST),
  action_invocations: optional(LIST),
});

/** lineup's own form of a live project: resources in Terraform's attribute names, and what could not be read. */
export interface LiveProject {
  schema: "lineup/inventory/1";
  project: string;
  resources: { type: string; name: string; values: Record<string, unknown> }[];
  unread?: Unread[] | null | undefined;
  missing?: Missing[] | null | undefined;
  /** What null stands for: a value that is there and not written. Inventories that do not say it have it for nothing. */
  nulls?: string | null | undefined;
}
/** What a caller names, and the API says that it does not exist. */
export interface Missing {
  type: string;
  /** `projects/p/secrets/s`, or the e-mail address of an account. */
  name: string;
}
export interface Unread {
  what: string;
  why: string;
  /** What it could matter for; where it does not say, for everything. */
  types?: string[] | undefined;
  network?: string | undefined;
  project?: string | undefined;
  /** The one thing that it is about, as it is called where it was asked for. */
  of?: string | undefined;
}
export const inventoryShape = object<LiveProject>({
  schema: exactly("lineup/inventory/1"),
  project: TEXT,
  resources: listOf(object({ type: TEXT, name: TEXT, values: FIELDS })),
  unread: optional(
    listOf(
      object<Unread>({
        what: TEXT,
        why: TEXT,
        types: omittable(TEXTS),
        network: omittable(TEXT),
        project: omittable(TEXT),
        of: omittable(TEXT),
      }),
    ),
  ),
  missing: optional(listOf(object<Missing>({ type: TEXT, name: TEXT }))),
  nulls: optional(TEXT),
});
