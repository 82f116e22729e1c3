import { createHash } from "node:crypto";
import * as z from "zod";
import { isBlock, own, type RawBlock } from "../../../lineup/src/inputs/blocks";
import type { ChangeJson, PlanJson } from "./plan-json";
import { differencesOf, shownValue } from "./values";

const text = z.string().max(10_000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const said = z.union([
  text,
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ sha256: hash }),
  z.strictObject({ unknown: z.literal(true), configured: hash.optional() }),
]);
const differences = z.record(
  text,
  z.union([
    z.strictObject({ secret: z.literal("changes"), configured: hash.optional() }),
    z.strictObject({ before: said.optional(), after: said.optional() }),
  ]),
);
const CHANGE = z.strictObject({
  address: text,
  provider: text,
  actions: z.array(text),
  deposed: text.optional(),
  previous: text.optional(),
  imports: text.optional(),
  replacedFor: text.optional(),
  /** The resource that is there, by its id. */
  id: said.optional(),
  attributes: differences,
});
export type Change = z.infer<typeof CHANGE>;

/** What a plan does, without a secret in it: changes.json of a run. */
export const CHANGES = z.strictObject({
  schema: z.literal("lineup/plan-changes/2"),
  environment: text,
  commit: z.string().regex(/^[0-9a-f]{40,64}$/),
  run: z.string().regex(/^\d{1,19}$/),
  pullRequest: z
    .string()
    .regex(/^\d{1,19}$/)
    .optional(),
  made: z.iso.datetime(),
  terraform: text,
  lockFile: hash,
  changes: z.array(CHANGE).refine((all) => new Set(all.map(keyOf)).size === all.length, "say one change twice"),
});
export type Changes = z.infer<typeof CHANGES>;

const isStill = ({ actions }: ChangeJson) => actions.every((action) => action === "no-op");

/**
 * Everything that is changed, imported, moved, taken away or forgotten, every output, and what is read only while the plan
 * is applied: what is made of it nobody knows yet.
 */
export function changesIn(plan: PlanJson, configuration: RawBlock): Change[] {
  const resources = plan.resource_changes.flatMap((one): Change[] => {
    const { address, previous_address: previous, type, deposed, provider_name: provider, change, mode } = one;
    const { actions, importing, replace_paths: replaced } = change;
    const section = mode === "data" ? configuration.data : configuration.resource;
    if (isStill(change) && !importing && !previous) return [];
    return [
      defined({
        address,
        provider,
        actions,
        deposed,
        previous,
        imports: importing?.id,
        replacedFor: replaced && JSON.stringify(replaced),
        id: isBlock(change.before) ? shownValue("id", change.before.id) : undefined,
        attributes: attributesOf(type, change, own(own(section, type), one.name)),
      }),
    ];
  });
  const outputs = Object.entries(plan.output_changes).flatMap(([name, change]): Change[] => {
    if (isStill(change)) return [];
    const wrapped = differencesOf(
      "",
      { value: { [name]: change.before }, sensitive: { [name]: change.before_sensitive } },
      {
        value: { [name]: change.after },
        unknown: { [name]: change.after_unknown },
        sensitive: { [name]: change.after_sensitive },
      },
      { [name]: own(own(configuration.output, name), "value") },
    );
    return [{ address: `output.${name}`, provider: "", actions: change.actions, attributes: wrapped }];
  });
  return [...resources, ...outputs].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** An address has one change, and one more for each object that an earlier apply has left. */
export function keyOf({ address, deposed }: Pick<Change, "address" | "deposed">): string {
  return deposed === undefined ? address : `${address} (deposed ${deposed})`;
}

export function sha256(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What is made new is said as it will be; what was there before says nothing about it. */
function attributesOf(
  type: string,
  { actions, before, after, importing, ...marks }: ChangeJson,
  configured: unknown,
): Change["attributes"] {
  if (after === null || after === undefined) return {};
  const stands = !actions.includes("delete") && before !== null && before !== undefined;
  const old = stands ? { value: before, sensitive: marks.before_sensitive } : undefined;
  const now = { value: after, unknown: marks.after_unknown, sensitive: marks.after_sensitive };
  // Of what people have made by hand, nobody knows what it holds in clear.
  return differencesOf(type, old, now, configured, importing ? "printable" : "hashed");
}

function defined(change: Change): Change {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Change;
}
