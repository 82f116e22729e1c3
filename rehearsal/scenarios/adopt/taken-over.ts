import { assertThat } from "../../steps";

/** What an adoption names. */
export type Took = { address: string; type: string; id: string }[];

interface PlanJson {
  resource_changes?: { address: string; change: { actions: string[]; importing?: { id: string } } }[];
}

/** Everything that is named is imported, and nothing that exists is replaced or removed. */
export function assertUntouched(plan: unknown, took: Took): void {
  const changes = (plan as PlanJson).resource_changes ?? [];
  const removed = changes.filter(({ change }) => change.actions.includes("delete"));
  assertThat(removed.length === 0, `nothing is removed: ${removed.map(({ address }) => address).join(", ")}`);
  const imported = new Map(changes.map(({ address, change }) => [address, change.importing?.id]));
  const missing = took.filter(({ address, id }) => imported.get(address) !== id);
  assertThat(missing.length === 0, `all is imported: ${missing.map(({ address }) => address).join(", ")}`);
}
