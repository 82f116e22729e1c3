import { CHECKS } from "../../../scripts/doctor/index";
import { examined } from "../../../scripts/doctor/report";
import { read, stagingInput } from "../../support/synth";
import { asWritten, bootstrapOf, type Json, PROJECT, world } from "./google";

const environment = read(
  stagingInput((input) => Object.assign(input, { watch: { everyMinutes: 10 }, probe: { trace: true } })),
);
const bootstrap = bootstrapOf(environment);
const GITHUB = { why: "it is not asked here", wayOut: "none" };
const watch = `lineup-watch@${PROJECT.id}.iam.gserviceaccount.com`;
const ACCOUNT = `iam/projects/${PROJECT.id}/serviceAccounts/${watch}`;

let answers: Record<string, Json>;
beforeEach(() => {
  answers = asWritten(bootstrap);
});

async function wrong(): Promise<string[]> {
  const found = await examined(CHECKS, { ...world(answers, GITHUB), environment, bootstrap });
  return found.flatMap(({ judged }) => judged.findings.filter(({ is }) => is === "wrong").map(({ what }) => what));
}

test("where the environment asks for traces and a watch, their APIs, roles and account are looked for", async () => {
  expect(await wrong()).toEqual([]);
  const services = answers[`serviceusage/projects/${PROJECT.id}/services`];
  services.services = services.services.filter(
    ({ name }: Json) => !/networkmanagement|cloudscheduler|logging/.test(name),
  );
  expect((await wrong()).join()).toContain(
    "off: cloudscheduler.googleapis.com, logging.googleapis.com, networkmanagement.googleapis.com",
  );
});

test("a role of the trace that lost its permission to run a test again is named", async () => {
  const role = answers[`iam/projects/${PROJECT.id}/roles/lineupTrace`];
  role.includedPermissions = role.includedPermissions.filter((one: string) => !one.endsWith(".rerun"));
  expect((await wrong()).join()).toContain("lineupTrace lacks networkmanagement.connectivitytests.rerun");
});

test("whoever else becomes the account of the schedule is named, and so is what it has besides", async () => {
  answers[`${ACCOUNT}:getIamPolicy`].bindings.push({
    role: "roles/iam.serviceAccountTokenCreator",
    members: ["user:eve@example.com"],
  });
  answers[`cloudresourcemanager/projects/${PROJECT.id}:getIamPolicy`].bindings.push({
    role: "roles/editor",
    members: [`serviceAccount:${watch}`],
  });
  const said = (await wrong()).join();
  expect(said).toContain("user:eve@example.com has roles/iam.serviceAccountTokenCreator");
  expect(said).toContain(`serviceAccount:${watch} has roles/editor`);
});
