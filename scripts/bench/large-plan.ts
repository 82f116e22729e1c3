import { readFileSync } from "node:fs";
import { join } from "node:path";

const OK = join(__dirname, "../../corpus/samples/verify/ok.json");

interface Sizes {
  rules: number;
  services: number;
  caches: number;
}

type Json = Record<string, unknown>;
interface Entry extends Json {
  address: string;
}
interface Plan extends Json {
  planned_values: { root_module: { resources: Entry[] } };
  resource_changes: Entry[];
  configuration: { root_module: { resources: Entry[] } };
}

/** Text of one thing in the three places where a plan has it; copies are made from it by replacing what differs. */
interface Original {
  planned: string;
  change: string;
  configured: string;
}

/**
 * A plan made by real Terraform, grown: its rules, services and caches many times over, each with a name, ranges and
 * tags of its own, so that no two rules are one. Every service reads the next cache.
 */
export function largePlan({ rules, services, caches }: Sizes): Plan {
  const plan: Plan = JSON.parse(readFileSync(OK, "utf8"));
  const grown = new Grown(plan);
  for (let index = 0; index < caches; index++) {
    grown.copy("google_redis_instance.cache", [
      ["google_redis_instance.cache", `google_redis_instance.cache_${index}`],
      ['"name":"cache"', `"name":"cache_${index}"`],
      ["orders-cache", `orders-cache-${index}`],
    ]);
  }
  for (let index = 0; index < services; index++) {
    grown.copy("google_cloud_run_v2_service.api", [
      ["google_cloud_run_v2_service.api", `google_cloud_run_v2_service.api_${index}`],
      ["google_redis_instance.cache", `google_redis_instance.cache_${index % caches}`],
      ['"name":"api"', `"name":"api_${index}"`],
      ["orders-api", `orders-api-${index}`],
    ]);
  }
  for (let index = 0; index < rules; index++) {
    const original = index % 2 === 0 ? "redis_out" : "redis_in";
    grown.copy(`google_compute_firewall.${original}`, [
      [`google_compute_firewall.${original}`, `google_compute_firewall.rule_${index}`],
      [`"name":"${original}"`, `"name":"rule_${index}"`],
      [/"allow-conn-[\w-]+"/g, `"rule-${index}"`],
      [/"vpc-connector-[\w-]+"/g, `"team-${index % 500}"`],
      [/"(10\.\d+\.\d+\.\d+\/\d+)"/g, `"${rangeOf(index)}"`],
      [/("priority":(?:\{"constant_value":)?)\d+/g, `$1${1000 + (index % 9000)}`],
      ['"6379"', `"${1024 + (index % 60_000)}"`],
    ]);
  }
  return plan;
}

/** A /28 of its own for each of the first million rules. */
function rangeOf(index: number): string {
  return `10.${(index >> 12) & 255}.${(index >> 4) & 255}.${(index & 15) << 4}/28`;
}

class Grown {
  private readonly originals = new Map<string, Original>();

  constructor(private readonly plan: Plan) {}

  copy(address: string, replacements: readonly (readonly [string | RegExp, string])[]): void {
    const { planned, change, configured } = this.original(address);
    const copied = (text: string): Entry =>
      JSON.parse(replacements.reduce((result, [from, to]) => result.replaceAll(from, to), text));
    this.plan.planned_values.root_module.resources.push(copied(planned));
    this.plan.resource_changes.push(copied(change));
    this.plan.configuration.root_module.resources.push(copied(configured));
  }

  private original(address: string): Original {
    const already = this.originals.get(address);
    if (already) return already;
    const { planned_values, resource_changes, configuration } = this.plan;
    const find = (entries: Entry[]) => JSON.stringify(entries.find((entry) => entry.address === address));
    const original = {
      planned: find(planned_values.root_module.resources),
      change: find(resource_changes),
      configured: find(configuration.root_module.resources),
    };
    this.originals.set(address, original);
    return original;
  }
}
