import { join } from "node:path";
import { typed } from "../commands/process";
import { root } from "../inputs";

// A promise that rests on something the input does not show says so in its first line.

const plan = (name: string) => join(root, "corpus/recordings/verify", `${name}.json`);
const firstLine = (text: string) => text.split("\n").slice(0, 2).join(" ").replace(/\s+/g, " ");

const TAKEN = /REDIS_HOST is taken to hold google_redis_instance\.\S+ the only Redis here/;

test("what a plan does not show is counted in the headline and listed", async () => {
  const { stdout } = await typed(["verify", plan("hcl-host-by-local")]);
  expect(firstLine(stdout)).toContain("the only path arrives, on 3 assumptions");
  expect(stdout.replace(/\s+/g, " ")).toMatch(TAKEN);
});

test("a review of the same plan counts and lists it as well", async () => {
  const { stdout, status } = await typed(["review", plan("hcl-host-by-local")]);
  expect(status).toBe(0);
  expect(stdout).toContain("the only path arrives, on 3 assumptions, and no danger found");
  expect(stdout.replace(/\s+/g, " ")).toMatch(TAKEN);
});

test("what is so of every path is listed and not counted", async () => {
  const { stdout } = await typed(["verify", plan("ok")]);
  expect(firstLine(stdout)).toMatch(/the only path arrives$|the only path arrives /);
  expect(firstLine(stdout)).not.toContain("assumption");
  expect(stdout).toContain("nothing outside this input denies it");
});

test("the JSON says which assumptions are counted", async () => {
  const { stdout } = await typed(["verify", "--format", "json", plan("hcl-host-by-local")]);
  const [path] = JSON.parse(stdout).inputs[0].paths;
  expect(path.reliesOn).toHaveLength(3);
  expect(path.reliesOn).toContainEqual(expect.stringMatching(TAKEN));
  expect(path.assumptions).toEqual(expect.arrayContaining(path.reliesOn));
});
