import { readFileSync } from "node:fs";
import { join } from "node:path";
import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import { every } from "../constructs/workbench";
import { synthesizeEnvironment } from "../support/synth";

const readme = readFileSync(join(__dirname, "../../README.md"), "utf8");
const columns = (/^\| alerts .*$/m.exec(readme)?.[0] ?? "").split("|").slice(2, 4);
/** From Oregon, Iowa, Virginia, Europe, South America and Asia: https://docs.cloud.google.com/monitoring/api/ref_v3/rest/v3/UptimeCheckRegion */
const PLACES = 6;
const MINUTES = 730 * 60;

test.each(readEnvironments(written).map((environment, index) => [environment.name, environment, index] as const))(
  "what alerts cost in %s is said of as many conditions and checks as ship",
  (_, environment, index) => {
    const ships = synthesizeEnvironment(environment);
    const conditions = every(ships, "google_monitoring_alert_policy").flatMap((policy) => policy.conditions).length;
    const checks = every(ships, "google_monitoring_uptime_check_config");
    expect(new Set(checks.map(({ period, selected_regions: from }) => [period, from].join()))).toEqual(
      new Set(["60s,"]),
    );
    const executions = (checks.length * PLACES * MINUTES).toLocaleString("en-US");
    expect(columns[index]).toContain(`then ${Math.round(conditions * 0.35)} (${conditions} conditions at 0.35)`);
    expect(columns[index]).toContain(`${checks.length} uptime checks: ${executions} `);
    expect(checks.length * PLACES * MINUTES).toBeLessThan(1_000_000);
  },
);
