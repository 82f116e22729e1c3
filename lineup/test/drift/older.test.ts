import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planFile } from "../../../corpus/recorder/recording";
import { planOf } from "../../../corpus/score/drift/judged";
import { inventoryAge } from "../../src/drift/live/age";
import { typed } from "../commands/process";
import type { Json } from "../inputs";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "older-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MADE = Date.parse(planOf("none-closed").timestamp);

/** The project in which Redis is elsewhere, read so many seconds after the plan was made. */
async function movedRead(seconds: number | undefined): Promise<Json> {
  const resources = planOf("none-closed").prior_state.values.root_module.resources.map(
    ({ type, name, values }: Json) => ({
      type,
      name: type === "google_service_networking_connection" ? "acme-vpc" : (values.name ?? name),
      values: type === "google_redis_instance" ? { ...values, host: "10.166.0.99" } : values,
    }),
  );
  const network = "projects/acme-staging/global/networks/acme-vpc";
  const name = "servicenetworking-googleapis-com";
  resources.push({ type: "google_compute_network_peering", name, values: { name, state: "ACTIVE", network } });
  const readAt = seconds === undefined ? {} : { readAt: new Date(MADE + seconds * 1000).toISOString() };
  const file = join(folder, "live.json");
  writeFileSync(file, JSON.stringify({ schema: "lineup/inventory/1", project: "acme-staging", ...readAt, resources }));
  const args = ["drift", "--refreshed", "--inventory", file, "--format", "json", planFile("drift", "none-closed")];
  return JSON.parse((await typed(args)).stdout);
}

test("what an inventory says that is as new as the plan counts, and so does one without a time", async () => {
  for (const seconds of [0, 60, undefined]) expect((await movedRead(seconds)).verdict).toBe("breaks");
});

test("of what Terraform manages, a newer plan knows more; of the rest nobody knows", async () => {
  const { verdict, unknown, drifted } = await movedRead(-2 * 3600);
  expect({ verdict, drifted }).toEqual({ verdict: "unknown", drifted: [] });
  expect(unknown.join()).toMatch(/live\.json was read 2 hours before the plan was made/);
});

test.each([
  ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", false],
  ["2025-12-31T23:59:59.500Z", "2026-01-01T00:00:00Z", false],
  ["2025-12-31T23:59:50Z", "2026-01-01T00:00:00Z", true],
  ["soon", "2026-01-01T00:00:00Z", false],
  [undefined, "2026-01-01T00:00:00Z", false],
  ["2025-01-01T00:00:00Z", undefined, false],
])("read %s, planned %s: older %s", (readAt, madeAt, isOlder) => {
  expect(inventoryAge(readAt, madeAt, "live.json").isOlder).toBe(isOlder);
});
