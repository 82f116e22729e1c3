import { commandOf, word } from "./command-line";
import type { Repair } from "./contract";
import type { Scene, Written } from "./part";
import { nameAt, typeAt } from "./rank/same";

/** Who brings a thing back to what it should be. */
export type Keeper = "terraform" | "hand" | "unknown";

/** Terraform where the configuration of --config has it; without one nobody knows. */
export function keeperOf({ written }: Pick<Scene, "written">, at: string): Keeper {
  if (!written) return "unknown";
  const type = typeAt(at);
  const isThere = written.model.resources.some(
    (one) => one.mode === "managed" && one.type === type && nameIn(one.values.name) === nameAt(at),
  );
  return isThere ? "terraform" : "hand";
}

function nameIn(name: unknown): string | undefined {
  return typeof name === "string" ? name : undefined;
}

/** What deploys the configuration that is written: this project's own commands, else Terraform's. */
export function deployCommands({ folder, expected }: Written): string[] {
  if (expected)
    return [`npm run plan -- ${word(expected.environment)}`, `npm run deploy -- ${word(expected.environment)}`];
  const at = word(`-chdir=${folder}`);
  return [`terraform ${at} plan`, `terraform ${at} apply`];
}

/** How a thing is repaired: by a deploy where Terraform keeps it, else with the commands for doing it by hand. */
export function repairOf(
  scene: Pick<Scene, "written" | "project">,
  at: string,
  text: string,
  byHand: string[],
): Repair {
  const keeper = keeperOf(scene, at);
  if (keeper === "terraform" && scene.written) {
    return {
      text: `${text}. Terraform keeps it: read what a plan would do, then deploy`,
      commands: deployCommands(scene.written),
    };
  }
  const who =
    keeper === "hand"
      ? "It is not in the configuration: this is done by hand"
      : "Where Terraform keeps it, deploy instead: --config says whether it does";
  return { text: `${text}. ${who}`, commands: byHand };
}

/** What shows a thing as it is: the command to begin with where nothing is to be done blindly. */
export function describeCommand(at: string, project: string, region: string | undefined): string | undefined {
  const kind = DESCRIBED[typeAt(at)];
  if (kind === undefined) return undefined;
  const name = nameAt(at).slice(nameAt(at).lastIndexOf("/") + 1);
  const where = kind.isRegional ? ["--region", region ?? "REGION"] : [];
  return commandOf("gcloud", ...kind.group.split(" "), "describe", name, ...where, "--project", project);
}

const DESCRIBED: Readonly<Record<string, { group: string; isRegional: boolean }>> = {
  google_cloud_run_v2_service: { group: "run services", isRegional: true },
  google_cloud_run_v2_job: { group: "run jobs", isRegional: true },
  google_cloud_run_v2_worker_pool: { group: "run worker-pools", isRegional: true },
  google_redis_instance: { group: "redis instances", isRegional: true },
  google_redis_cluster: { group: "redis clusters", isRegional: true },
  google_vpc_access_connector: { group: "compute networks vpc-access connectors", isRegional: true },
  google_compute_firewall: { group: "compute firewall-rules", isRegional: false },
  google_compute_network: { group: "compute networks", isRegional: false },
  google_compute_subnetwork: { group: "compute networks subnets", isRegional: true },
  google_secret_manager_secret: { group: "secrets", isRegional: false },
  google_service_account: { group: "iam service-accounts", isRegional: false },
};
