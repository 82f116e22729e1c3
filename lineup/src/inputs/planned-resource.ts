import type { Value } from "../values";
import {
  COMPUTED,
  type Fields,
  field,
  isFields,
  type Maybe,
  type Reference,
  referencesIn,
  Unresolved,
} from "../values";
import { isBlock } from "./blocks";
import type { Completion, IsUnknown } from "./complete";
import type { Prerequisites } from "./creation-order";
import type { Resource } from "./model";
import type { Each, PlanConfiguration } from "./plan-configuration";
import { referencesOf } from "./references";
import { expressionsIn, saidByExpression } from "./said";
import { mayHold, settledValues } from "./settled";
import type { ConfiguredResource, Expression, StateResource } from "./shapes";

/** What all resources of one plan are read with. */
export interface PlanReading {
  file: string;
  /** What a partial plan leaves out keeps values that its configuration no longer gives it. */
  isPartial: boolean;
  configuration: PlanConfiguration;
  completion: Completion;
  isUnknown: IsUnknown;
  /** `after_unknown` by address. */
  unknowns: ReadonlyMap<string, unknown>;
}

/**
 * A resource of a plan. What it reads and waits for is asked of few: of ten thousand firewall rules nobody asks it. A
 * class, because so many objects with getters of their own are slow; the spread of one has no getters.
 */
export class PlannedResource implements Resource {
  readonly address: string;
  readonly type: string;
  readonly mode: Resource["mode"];
  readonly values: Fields;
  readonly certain = true;
  readonly project: string | undefined;
  readonly region: Maybe<string> | undefined;
  readonly #planned: StateResource;
  readonly #plan: PlanReading;
  #dependsOn: readonly string[] | undefined;
  #reads: readonly Reference[] | undefined;

  constructor(planned: StateResource, plan: PlanReading) {
    const { address, type, mode, values } = planned;
    const { configuration, completion } = plan;
    const { resource, module } = configuration.of(address);
    const provider = configuration.provider(resource?.provider_config_key, type);
    this.address = address;
    this.type = type;
    this.mode = mode === "data" ? "data" : "managed";
    this.project = provider.project;
    this.region = provider.region;
    this.#planned = planned;
    this.#plan = plan;
    const open = openValues(planned, resource, plan);
    if (open === values) {
      this.values = open as Fields;
      return;
    }
    const each = configuration.each(address, resource);
    const translate = (expression: Expression) => configuration.translate(expression, module, each);
    const filled = completion.of(open, saidByExpression(resource?.expressions ?? {}, translate), { type, path: "" });
    this.values = isFields(filled) ? filled : {};
  }

  get dependsOn(): readonly string[] {
    const { configuration } = this.#plan;
    const { resource } = configuration.of(this.address);
    this.#dependsOn ??= resource ? configuration.dependencies(this.address, resource) : [];
    return this.#dependsOn;
  }

  get prerequisites(): Prerequisites {
    return this.#plan.configuration.prerequisites(this.address);
  }

  get reads(): readonly Reference[] {
    this.#reads ??= this.#found();
    return this.#reads;
  }

  #found(): Reference[] {
    const { configuration, isPartial, isUnknown, file } = this.#plan;
    const { resource, module } = configuration.of(this.address);
    const each = configuration.each(this.address, resource);
    // Which entry of the map it was made of is read shows where a value is not known yet.
    const instance: Each | undefined = each && { ...each, made: undefined };
    const written = resource?.expressions;
    const open = openValues(this.#planned, resource, this.#plan);
    const settled = isPartial ? NOTHING_SETTLED : settledValues(written, open);
    const readBy = (expression: Expression) => {
      const found = referencesIn(configuration.translate(expression, module, instance));
      const values = settled.get(expression);
      return values ? found.filter((reference) => mayHold(values, reference, isUnknown)) : found;
    };
    return [
      ...expressionsIn(written)
        .filter((expression) => readsSomething(expression, file))
        .flatMap(readBy),
      ...(each ? referencesIn(this.values) : []),
    ];
  }
}

const NOTHING_SETTLED: ReturnType<typeof settledValues> = new Map();

function readsSomething(expression: Expression, file: string): boolean {
  const text = expression.constant_value;
  return referencesOf(expression, file).length > 0 || (typeof text === "string" && text.includes("${"));
}

/** What is planned, with a gap in every place that is not known yet or not shown. */
function openValues(
  { address, values }: StateResource,
  resource: ConfiguredResource | undefined,
  { unknowns }: PlanReading,
): Value {
  const known = (values ?? {}) as Fields;
  return withWriteOnly(withGaps(known, unknowns.get(address)) ?? known, resource?.expressions);
}

/** A planned value with a gap in every place that is not known yet; undefined where there is none. */
function withGaps(value: Value | undefined, unknown: unknown): Value | undefined {
  if (unknown === true) return GAP;
  if (Array.isArray(unknown)) {
    const items = Array.isArray(value) ? value : [];
    const gaps = unknown.map((inner, index) => withGaps(items[index], inner));
    if (gaps.every((gap) => gap === undefined)) return undefined;
    return [...gaps.map((gap, index) => gap ?? items[index] ?? null), ...items.slice(gaps.length)];
  }
  if (!isBlock(unknown)) return undefined;
  let gaps: Fields | undefined;
  for (const key in unknown) {
    const inner = unknown[key];
    // Told apart here, as these are most and have nothing in them.
    if (typeof inner !== "object" && inner !== true) continue;
    const gap = withGaps(field(value, key), inner);
    if (gap === undefined) continue;
    gaps ??= {};
    gaps[key] = gap;
  }
  if (gaps === undefined) return undefined;
  return isFields(value) ? { ...value, ...gaps } : gaps;
}

/** Terraform shows no write-only attribute, even where it is known. */
function withWriteOnly(value: Value, expressions: unknown): Value {
  if (!isBlock(expressions)) return value;
  let shown = value;
  for (const key in expressions) {
    if (!key.endsWith("_wo") || (field(value, key) ?? null) !== null || !isFields(shown)) continue;
    shown = { ...shown, [key]: GAP };
  }
  return shown;
}

const GAP = new Unresolved(COMPUTED);
