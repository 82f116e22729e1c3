import { argsOf, COMMAND } from "../../../probe/command";
import { readJson } from "../../src/inputs/read";
import { shaped } from "../../src/inventory/shape/shaped";
import { judge } from "../../src/verify";
import { inventory, type Json } from "../inputs";

// A live project says of a job what makes it a probe, and of other jobs no word of their command lines.

const JOB = "google_cloud_run_v2_job";
const inFile = (value: unknown): Json => JSON.parse(JSON.stringify(value));
const read = (container: Json) => {
  const thing = { labels: { "lineup-probe": "api" }, template: { template: { containers: [container] } } };
  return inFile(shaped(JOB, thing)).template[0].template[0].containers[0];
};

test("the script of a probe is written as it is: it is public", () => {
  expect(read({ command: COMMAND, args: argsOf() })).toMatchObject({ command: COMMAND, args: argsOf() });
});

test.each([
  ["another script", [...argsOf().slice(0, 2), "fetch('https://example.com/?token=hunter2')"]],
  ["the script and more", [...argsOf(), "--token=hunter2"]],
  ["words", ["--token", "hunter2"]],
])("%s is not", (_, args) => {
  expect(read({ command: ["node", "--token=hunter2"], args })).toMatchObject({ command: null, args: null });
});

test("what is no list of texts is null", () => {
  for (const args of ["hunter2", 7, { hunter2: true }, [{ hunter2: true }], [null]]) {
    expect(JSON.stringify(read({ args }))).not.toContain("hunter2");
  }
});

test("a probe of the live project is folded into the path of its service", () => {
  const live = inventory();
  const { values } = live.resources.find(({ type }: Json) => type === "google_cloud_run_v2_service");
  const { name, location, template } = structuredClone(values);
  const { containers, vpc_access } = template[0];
  const container = { ...containers[0], command: [...COMMAND], args: argsOf() };
  const task = { containers: [container], vpc_access, service_account: template[0].service_account };
  const job = { name: `${name}-probe`, location, labels: { "lineup-probe": name }, template: [{ template: [task] }] };
  live.resources.push({ type: JOB, name: job.name, region: location, values: job });
  const { paths, probes } = judge(readJson(inFile(live), "live.json"));
  expect(probes.map(({ from }) => from)).toEqual([expect.stringContaining(JOB)]);
  expect(paths.map(({ from }) => from)).not.toContainEqual(expect.stringContaining(JOB));
});
