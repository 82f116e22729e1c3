import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { handover } from "../../lineup/src/adopt/old";
import { OURS } from "../../lineup/test/adopt/old/ours";
import { Sandbox } from "../../rehearsal/sandbox";
import { findTools } from "../../rehearsal/tools";
import { temporaryFolder } from "../support/folder";
import { itNeeds } from "../support/needs";
import { google } from "../support/rehearsed";

jest.setTimeout(600_000);

const PROJECT = "netra-staging";
const RECORDED = join(__dirname, "../../lineup/test/adopt/old/old-root.json");
const folder = google.missing ? "" : temporaryFolder();

interface Changes {
  resource_changes: { address: string; previous_address?: string; change: { actions: string[] } }[];
}

itNeeds(google, "real Terraform forgets what removed.tf.json names, destroys nothing, and goes back", async () => {
  cpSync(join(__dirname, "old-root"), folder, { recursive: true });
  const sandbox = await Sandbox.open(folder, findTools());
  try {
    await sandbox.mustSucceed("init", "-input=false", "-no-color");
    await sandbox.mustSucceed("apply", "-input=false", "-no-color", "-auto-approve");
    const state = (await sandbox.state()) as object;
    const found = handover(state, OURS, PROJECT);
    expect(found).toEqual(handover(JSON.parse(readFileSync(RECORDED, "utf8")), OURS, PROJECT));

    const refused = { removed: [{ from: "google_compute_network.vpc[0]", lifecycle: { destroy: false } }] };
    sandbox.write({ "removed.tf.json": JSON.stringify(refused) });
    const wrong = await sandbox.terraform("validate", "-no-color");
    expect(wrong.stderr).toContain("Resource instance keys not allowed");
    sandbox.write({ "removed.tf.json": JSON.stringify(found.removed.content) });
    const tooEarly = await sandbox.terraform("plan", "-input=false", "-no-color");
    expect(tooEarly.stderr).toContain("Removed resource still exists");

    const before = (await sandbox.mustSucceed("state", "pull")).stdout;
    const split = found.notForgotten.map(({ wayOut }) => wayOut.file);
    const version = {
      removed: [{ from: "google_secret_manager_secret_version.password", lifecycle: { destroy: false } }],
    };
    cpSync(join(__dirname, "old-root-after/main.tf"), join(folder, "main.tf"));
    sandbox.write({ "split.tf.json": JSON.stringify(split[0]), "version.tf.json": JSON.stringify(version) });
    const { ran, json } = await sandbox.plan();
    expect(ran.stdout).toContain("Plan: 0 to add, 0 to change, 0 to destroy.");
    const changes = (json as Changes).resource_changes;
    const having = (action: string) =>
      changes.filter(({ change }) => change.actions.join() === action).map(({ address }) => address);
    const forgotten = [...new Set(found.pairs.map(({ old }) => old)), version.removed[0]?.from];
    expect(having("forget").sort()).toEqual(forgotten.sort());
    expect(changes.filter(({ previous_address }) => previous_address)).toMatchObject(
      split[0]?.moved.map(({ from, to }) => ({ previous_address: from, address: to })) ?? [{}],
    );
    expect(having("no-op")).toHaveLength(changes.length - forgotten.length);

    await sandbox.mustSucceed("apply", "-input=false", "-no-color", "plan.tfplan");
    expect((await sandbox.terraform("plan", "-input=false", "-no-color", "-detailed-exitcode")).code).toBe(0);
    expect(handover((await sandbox.state()) as object, OURS, PROJECT)).toMatchObject({
      isDone: true,
      notForgotten: [],
    });

    sandbox.write({ "before-adoption.tfstate": before });
    const older = await sandbox.terraform("state", "push", "before-adoption.tfstate");
    expect(older.stderr).toContain("over newer state");
    await sandbox.mustSucceed("state", "push", "-force", "before-adoption.tfstate");
    expect(handover((await sandbox.state()) as object, OURS, PROJECT)).toEqual(found);
  } finally {
    await sandbox.close();
  }
});

itNeeds(
  google,
  "the lock that the order holds stops the old root and names its holder, and without it the root goes on",
  async () => {
    const { steps } = handover({ format_version: "1.0" }, [], PROJECT);
    const commands = steps.find(({ step }) => step === "freeze")?.commands.join("\n") ?? "";
    const [, lock = ""] = /^echo '(.*)' > lock\.json$/m.exec(commands) ?? [];
    const sandbox = await Sandbox.open(join(folder, "locked"), findTools());
    try {
      const backend = { gcs: { bucket: "old-state", prefix: "old" } };
      sandbox.write({
        "main.tf.json": JSON.stringify({ terraform: { backend }, resource: { terraform_data: { one: {} } } }),
      });
      await sandbox.callApi("POST", `storage/v1/b?project=${PROJECT}`, { name: "old-state" });
      await sandbox.mustSucceed("init", "-input=false", "-no-color");
      const name = "old/default.tflock";
      await sandbox.callApi("POST", `upload/storage/v1/b/old-state/o?uploadType=media&name=${name}`, JSON.parse(lock));
      const apply = () => sandbox.terraform("apply", "-input=false", "-no-color", "-auto-approve");
      const held = await apply();
      expect(held.code).toBe(1);
      expect(held.stderr).toMatch(/Who:\s+YOU/);
      await sandbox.callApi("DELETE", `storage/v1/b/old-state/o/${encodeURIComponent(name)}`);
      expect((await apply()).code).toBe(0);
    } finally {
      await sandbox.close();
    }
  },
);
