import { readFileSync } from "node:fs";
import { join } from "node:path";

const NOTHING = join(__dirname, "../../corpus/recordings/review/nothing.json");
const RULE = "google_compute_firewall.redis_out";

// biome-ignore lint/suspicious/noExplicitAny: the plan is Terraform's own JSON
type Json = any;

/**
 * A plan made by real Terraform, grown: thousands of firewall rules, each of which is changed in place. They concern the
 * connector of the paths, each another range beside Redis, or machines with other tags.
 */
export function largeChange(size: number, onPath: boolean): Json {
  const plan: Json = JSON.parse(readFileSync(NOTHING, "utf8"));
  const places: Json[][] = [
    plan.planned_values.root_module.resources,
    plan.prior_state.values.root_module.resources,
    plan.resource_changes,
    plan.configuration.root_module.resources,
  ];
  const originals = places.map((list) => JSON.stringify(list.find(({ address }) => address === RULE)));
  for (let index = 0; index < size; index++) {
    const copied = originals.map((text) =>
      JSON.parse(
        text
          .replaceAll(RULE, `google_compute_firewall.rule_${index}`)
          .replaceAll('"name":"redis_out"', `"name":"rule_${index}"`)
          .replaceAll("allow-conn-egress-redis", `rule-${index}`)
          .replaceAll("10.166.0.0/16", rangeOf(index))
          .replaceAll('"6379"', `"${1024 + (index % 60_000)}"`)
          .replace(/"vpc-connector-[\w-]+"/g, (tag) => (onPath ? tag : `"team-${index % 500}"`)),
      ),
    );
    const [planned, , change] = copied;
    planned.values.priority = 900;
    change.change.actions = ["update"];
    change.change.after.priority = 900;
    // As wide again: what it changes is what gets out.
    planned.values.allow = change.change.after.allow = [{ protocol: "tcp", ports: ["443"] }];
    for (const [place, list] of places.entries()) list.push(copied[place]);
  }
  return plan;
}

/** A /28 of its own for each, where no Redis is. */
function rangeOf(index: number): string {
  return `172.${16 + ((index >> 12) & 15)}.${(index >> 4) & 255}.${(index & 15) << 4}/28`;
}
