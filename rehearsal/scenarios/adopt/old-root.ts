import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apply, assertNothingToDo, init, plan } from "../../plans";
import { type Sandbox, succeeded } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { assertExitCode, assertThat } from "../../steps";
import { PROJECT } from "../incident/names";

const BUCKET = "netra-old-terraform-state";
const STATE = "staging/default.tfstate";

/** What stays with the old root: the database, and the addresses that it has. */
const KEPT = "database.tf";
const TAKEN = ["network.tf", "connector.tf", "redis.tf", "services.tf"];
const STAYS = ["google_compute_global_address.cloudsql_range", "google_sql_database_instance.db"];

/** The folder that made staging before this project did. */
export class OldRoot {
  private constructor(readonly sandbox: Sandbox) {}

  /** It is applied to a cloud of its own. */
  static async applied(context: ScenarioContext): Promise<OldRoot> {
    const folder = join(context.folder, "old-root");
    cpSync(join(__dirname, "old-root"), folder, { recursive: true });
    const sandbox = await context.sandbox(folder);
    await sandbox.callApi("POST", `storage/v1/b?project=${PROJECT}`, { name: BUCKET });
    const old = new OldRoot(sandbox);
    await init(sandbox);
    succeeded(await apply(sandbox));
    await assertNothingToDo(sandbox);
    return old;
  }

  /** `terraform show -json`, as `lineup adopt --old` reads it. Only the owner may read the file. */
  async shown(file: string): Promise<string> {
    const { stdout } = await this.sandbox.mustSucceed("show", "-json");
    writeFileSync(file, stdout, { mode: 0o600 });
    return file;
  }

  async backUp(file: string): Promise<void> {
    const { stdout } = await this.sandbox.mustSucceed("state", "pull");
    writeFileSync(file, stdout, { mode: 0o600 });
  }

  /** Until the removal nobody may apply it: it would take back what is changed here, and the lock says by whom. */
  async freeze(): Promise<void> {
    const lock = {
      ID: "1",
      Operation: "adoption",
      Info: "staging moves to another root",
      Who: "ops",
      Version: "",
      Path: "",
    };
    const name = encodeURIComponent(STATE.replace(/state$/, "lock"));
    await this.sandbox.callApi("POST", `upload/storage/v1/b/${BUCKET}/o?uploadType=media&name=${name}`, lock);
    const refused = await this.sandbox.terraform("plan", "-input=false", "-no-color", "-lock-timeout=0s");
    assertExitCode(refused, 1);
    assertThat(/state lock/.test(refused.stderr), "terraform says that the state of the old root is locked");
  }

  async thaw(): Promise<void> {
    const name = encodeURIComponent(STATE.replace(/state$/, "lock"));
    await this.sandbox.callApi("DELETE", `storage/v1/b/${BUCKET}/o/${name}`);
  }

  /** What is taken over leaves its code, and what stays names the network by its path. */
  write(removed: string): void {
    const { folder } = this.sandbox;
    for (const file of TAKEN) rmSync(join(folder, file));
    const stays = readFileSync(join(folder, KEPT), "utf8")
      .replaceAll("google_compute_network.vpc[0].id", `"projects/${PROJECT}/global/networks/staging-vpc"`)
      .replace(/ {2}depends_on = .*\n/, "");
    this.sandbox.write({ [KEPT]: stays, "removed.tf.json": removed });
  }

  /** Nothing is created, changed or destroyed, and the state knows nothing any more but what stays. */
  async forget(): Promise<void> {
    const { created, changed, removed } = await plan(this.sandbox);
    const touched = [...created, ...changed, ...removed];
    assertThat(touched.length === 0, `the old root touches nothing: ${touched.join(", ")}`);
    await this.sandbox.mustSucceed("apply", "-input=false", "-no-color", "plan.tfplan");
    await this.proven();
  }

  async proven(): Promise<void> {
    const { stdout } = await this.sandbox.mustSucceed("state", "list");
    const left = stdout.split("\n").filter(Boolean).sort();
    assertThat(left.join() === STAYS.join(), `only what stays is in the old state: ${left.join(", ")}`);
    await assertNothingToDo(this.sandbox);
  }
}
