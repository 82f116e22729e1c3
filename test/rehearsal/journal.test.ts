import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Journal } from "../../rehearsal/journal";

const SECRET = "5b0f2b53-the-password";
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ran = (changes: object) => ({
  command: "terraform plan",
  code: 0,
  stdout: "",
  stderr: "",
  seconds: 1.25,
  ...changes,
});
const kept = () => readdirSync(folder).map((name) => `${name}: ${readFileSync(join(folder, name), "utf8")}`);

test("each command is kept with all it said, in the order in which they ran", () => {
  const journal = new Journal(folder, "/workshop", () => []);
  expect(journal.note(ran({ command: "terraform init -input=false", stdout: "ready" }))).toBe(
    "$ terraform init -input=false (1.3 s)",
  );
  expect(journal.note(ran({ code: 1, stderr: "refused" }))).toBe("$ terraform plan (1.3 s, exit 1)");
  expect(kept()).toEqual([
    "01-terraform-init.log: $ terraform init -input=false\nready\nexit 0\n",
    "02-terraform-plan.log: $ terraform plan\nrefused\nexit 1\n",
  ]);
});

test("a plan or a state is kept as the JSON it is", () => {
  const journal = new Journal(folder, "/workshop", () => []);
  journal.note(ran({ command: "terraform show -json", stdout: '{"values": 1}\n' }));
  expect(kept()).toEqual(['01-terraform-show-json.json: {"values": 1}\n']);
});

test("a request that the scenario sends itself is marked as made by hand", () => {
  const journal = new Journal(folder, "/workshop", () => []);
  expect(journal.note(ran({ command: "DELETE redis/v1/x" }))).toBe("by hand: DELETE redis/v1/x (1.3 s)");
});

test("secrets are written neither in clear nor encoded, not even after the cloud has forgotten them", () => {
  let known = [SECRET];
  const journal = new Journal(folder, "/workshop", () => known);
  journal.note(ran({ stdout: `auth_string = ${SECRET}, ${Buffer.from(SECRET).toString("base64")}` }));
  known = [];
  journal.note(ran({ stderr: SECRET }));
  expect(kept().join("\n")).not.toContain(SECRET);
  expect(kept().join("\n")).not.toContain(Buffer.from(SECRET).toString("base64"));
  expect(kept()[0]).toContain("auth_string = (secret), (secret)");
});

test("the folder that is gone afterwards is left out", () => {
  const journal = new Journal(folder, "/tmp/workshop", () => []);
  expect(journal.cleared("read /tmp/workshop/state.json")).toBe("read state.json");
});
