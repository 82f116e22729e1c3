import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bringUp, type Failed, placeOf } from "../../../scripts/bootstrap/flow";
import { Folder, type Import } from "../../../scripts/bootstrap/folder";
import type { Run } from "../../../scripts/child";
import { type State, stateIn } from "../../../scripts/cloud/state";
import { itNeeds, terraform } from "../../support/needs";

jest.setTimeout(120_000);

const withTerraform = (title: string, run: jest.ProvidesCallback) => itNeeds(terraform, title, run);

/** A reference, as Terraform's JSON has it. */
const refer = (to: string) => `\${${to}}`;

/** A stack of terraform's own, whose bucket is a folder of this machine: nothing has to be installed for it. */
class Stack {
  readonly root = mkdtempSync(join(tmpdir(), "bootstrap-"));
  readonly folder = new Folder(join(this.root, "stack"), join(this.root, "laptop.tfstate"));
  readonly object = join(this.root, "bucket/default.tfstate");
  /** Every command that was run, by its first two words. */
  readonly commands: string[] = [];
  repository = "netra/environment";

  constructor() {
    mkdirSync(this.folder.path);
    this.synthesize();
  }

  synthesize(resources: object = { made: { input: refer("var.repository") } }): void {
    const stack = {
      terraform: { backend: { local: { path: this.object } } },
      variable: { repository: { type: "string" } },
      resource: { terraform_data: resources },
      output: { repository: { value: refer("var.repository") } },
    };
    writeFileSync(join(this.folder.path, "cdk.tf.json"), JSON.stringify(stack));
  }

  inBucket(): State | undefined {
    return existsSync(this.object) ? stateIn(readFileSync(this.object, "utf8")) : undefined;
  }

  /** One run of the command; `killedAfter` ends it after so many commands, as a power cut would. */
  async run({ killedAfter = Number.POSITIVE_INFINITY, imports = [] as Import[] } = {}): Promise<Failed | undefined> {
    let done = 0;
    return bringUp({
      folder: this.folder,
      place: placeOf(this.folder.localState(), this.inBucket(), this.folder.stateFile),
      imports,
      args: ["-auto-approve"],
      say: () => {},
      interrupted: () => false,
      terraform: async (args) => {
        if (done++ >= killedAfter) throw new Error("killed");
        return this.terraform(args);
      },
    });
  }

  terraform(args: readonly string[]): Run {
    this.commands.push(
      args
        .filter((word) => !word.startsWith("-input"))
        .slice(0, 2)
        .join(" "),
    );
    const env = { ...process.env, TF_VAR_repository: this.repository, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" };
    const { status, stdout, stderr } = spawnSync("terraform", [...args], {
      cwd: this.folder.path,
      env,
      encoding: "utf8",
    });
    return { code: status ?? 1, stdout, stderr };
  }

  /** Every file that holds a state and is not in the bucket. */
  leftHere(): string[] {
    const files = readdirSync(this.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.startsWith(join(this.root, "bucket")) && /"lineage"/.test(readFileSync(path, "utf8")))
      .filter((path) => !path.endsWith(".terraform/terraform.tfstate"))
      .concat(files.map(({ name }) => name).filter((name) => /^(backend_override|imports)/.test(name)));
  }
}

let stack: Stack;
beforeEach(() => {
  stack = new Stack();
});
afterEach(() => rmSync(stack.root, { recursive: true, force: true }));

const made = ["terraform_data.made"];

describe("the state", () => {
  withTerraform("moves from this machine into the bucket, and nothing is left here", async () => {
    expect(await stack.run()).toBeUndefined();
    expect(stack.inBucket()).toMatchObject({ addresses: made, outputs: { repository: "netra/environment" } });
    expect(stack.leftHere()).toEqual([]);
    expect(stack.commands).toEqual([
      "init -reconfigure",
      "apply -auto-approve",
      "init -migrate-state",
      "plan -detailed-exitcode",
    ]);
  });

  withTerraform("is applied in the bucket the next time, with nothing on this machine at any moment", async () => {
    await stack.run();
    stack.commands.splice(0);
    stack.synthesize({ made: { input: refer("var.repository") }, more: {} });
    expect(await stack.run()).toBeUndefined();
    expect(stack.inBucket()?.addresses).toEqual([...made, "terraform_data.more"]);
    expect(stack.commands).toEqual(["init -reconfigure", "apply -auto-approve", "plan -detailed-exitcode"]);
    expect(stack.leftHere()).toEqual([]);
    // Another machine, where nothing was ever initialized.
    rmSync(join(stack.folder.path, ".terraform"), { recursive: true });
    stack.synthesize();
    expect(await stack.run()).toBeUndefined();
    expect(stack.inBucket()?.addresses).toEqual(made);
  });
});

describe("broken off, the same command goes on", () => {
  withTerraform("after init, apply, the move and the proof, and makes nothing twice", async () => {
    for (const killedAfter of [1, 2, 3]) {
      const broken = new Stack();
      await expect(broken.run({ killedAfter })).rejects.toThrow("killed");
      const before = broken.folder.localState() ?? broken.inBucket();
      expect(await broken.run()).toBeUndefined();
      expect(broken.leftHere()).toEqual([]);
      const after = broken.inBucket();
      expect(after?.addresses).toEqual(made);
      // A second making of everything would have begun a state of its own.
      if (killedAfter > 1) expect(after?.lineage).toBe(before?.lineage);
      rmSync(broken.root, { recursive: true });
    }
  });

  withTerraform("after the folder of the stack was deleted", async () => {
    await expect(stack.run({ killedAfter: 2 })).rejects.toThrow("killed");
    rmSync(stack.folder.path, { recursive: true });
    mkdirSync(stack.folder.path);
    stack.synthesize();
    const { lineage } = stack.folder.localState() as State;
    expect(await stack.run()).toBeUndefined();
    expect(stack.inBucket()?.lineage).toBe(lineage);
    expect(stack.leftHere()).toEqual([]);
  });

  withTerraform("after something opened the bucket first, which writes an empty state there", async () => {
    await expect(stack.run({ killedAfter: 2 })).rejects.toThrow("killed");
    mkdirSync(join(stack.root, "bucket"));
    writeFileSync(
      stack.object,
      JSON.stringify({ version: 4, serial: 0, lineage: "another", outputs: {}, resources: [] }),
    );
    expect(await stack.run()).toBeUndefined();
    expect(stack.inBucket()?.addresses).toEqual(made);
    expect(stack.leftHere()).toEqual([]);
  });

  withTerraform("when an apply fails half-way, what was made stays in the state on this machine", async () => {
    stack.synthesize({
      made: {},
      fails: { depends_on: ["terraform_data.made"], provisioner: [{ "local-exec": { command: "exit 7" } }] },
    });
    expect(await stack.run()).toMatchObject({ step: "apply" });
    expect(stack.inBucket()).toBeUndefined();
    stack.synthesize();
    expect(await stack.run()).toBeUndefined();
    expect(stack.inBucket()?.addresses).toEqual(made);
    expect(stack.leftHere()).toEqual([]);
  });
});

withTerraform("where the plan afterwards is not empty, the state on this machine is kept", async () => {
  stack.synthesize({ made: { input: refer("timestamp()") } });
  expect(await stack.run()).toMatchObject({ step: "plan", run: { code: 2 } });
  expect(stack.folder.localState()?.addresses).toEqual(made);
  expect(stack.inBucket()?.addresses).toEqual(made);
});

withTerraform("what is there already is taken over", async () => {
  await stack.run({ imports: [{ address: "terraform_data.made", id: "11111111-1111-1111-1111-111111111111" }] });
  expect(readFileSync(stack.object, "utf8")).toContain("11111111-1111-1111-1111-111111111111");
  expect(stack.leftHere()).toEqual([]);
});

describe("two states", () => {
  const state = (serial: number, lineage = "one", addresses = made): State => ({
    lineage,
    serial,
    addresses,
    outputs: {},
  });

  test("of which one is an older copy of the other are one", () => {
    expect(placeOf(undefined, undefined, "f")).toEqual({ at: "local", state: undefined });
    expect(placeOf(state(1), undefined, "f")).toMatchObject({ at: "local", state: { serial: 1 } });
    expect(placeOf(state(1), state(1), "f")).toMatchObject({ at: "bucket" });
    expect(placeOf(state(1), state(5), "f")).toMatchObject({ at: "bucket", state: { serial: 5 } });
    expect(placeOf(state(3), state(0, "two", []), "f")).toMatchObject({ at: "local", state: { serial: 3 } });
  });

  test("of which nobody can tell the right one are refused", () => {
    expect(() => placeOf(state(1, "other"), state(5), "f.tfstate")).toThrow(/two states .* f\.tfstate \(serial 1\)/);
    expect(() => placeOf(state(6), state(5), "f.tfstate")).toThrow("two states");
  });

  test("of another form are none, and are said to be in the way", () => {
    writeFileSync(stack.folder.stateFile, '{"version":4,"serial":"x"}');
    expect(() => stack.folder.localState()).toThrow(/laptop\.tfstate: it is not a state .* move it away/);
    writeFileSync(stack.folder.stateFile, "half a sta");
    expect(() => stack.folder.localState()).toThrow("it is not JSON");
    writeFileSync(stack.folder.stateFile, "");
    expect(stack.folder.localState()).toBeUndefined();
  });
});
