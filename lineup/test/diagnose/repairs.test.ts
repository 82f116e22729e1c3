import { CAUSES } from "../../src/causes";
import { DIAGNOSES } from "../../src/diagnose/causes";
import { GUIDES, type Names, proofOf, repairCommands, repairText } from "../../src/diagnose/repairs";

const NAMES: Names = {
  project: "acme-staging",
  environment: "staging",
  config: "cdktf.out/stacks/staging",
  region: "europe-west1",
  network: "staging-vpc",
  servicesRanges: ["staging-private-ip"],
  connector: "staging-connector",
  redis: "staging-redis",
  services: ["api", "worker"],
  secret: "staging-redis-auth",
  version: "3",
  account: "api@acme-staging.iam.gserviceaccount.com",
  rule: "deny-all",
  domain: "api.example.com",
  revision: "api-00041-abc",
  state: { bucket: "acme-state", prefix: "staging" },
  lock: "1700000000000000",
  address: "google_cloud_run_v2_service.api",
};

const commandsOf = (code: string, names: Names) =>
  [...(GUIDES[code]?.look(names) ?? []), ...(GUIDES[code]?.repair(names) ?? []), ...proofOf(code, names)].flatMap(
    ({ command }) => command ?? [],
  );

test("each cause has a guide, and each guide is that of a cause", () => {
  expect(Object.keys(GUIDES).sort()).toEqual([...CAUSES, ...DIAGNOSES].map(({ id }) => id).sort());
});

test.each(Object.keys(GUIDES))("%s: look, repair, proof and when to stop are said, and name what is known", (code) => {
  const guide = GUIDES[code];
  expect(guide?.look(NAMES).some(({ command }) => command)).toBe(true);
  expect(guide?.repair(NAMES)).not.toEqual([]);
  expect(proofOf(code, NAMES).some(({ command }) => command)).toBe(true);
  expect(guide?.stop).toMatch(/[.]$/);
  // A word in capital letters is one that nobody has filled in; Google's own are EGRESS, INCOMING and ERROR.
  const left = commandsOf(code, NAMES).flatMap(
    (command) => command.match(/\b(?!EGRESS|INCOMING|ERROR|OR|NOAUTH|WRONGPASS|NUMBER)[A-Z]{2,}\b/g) ?? [],
  );
  expect(left).toEqual([]);
});

test("what is not known stands in capital letters, and no environment means Terraform's own commands", () => {
  expect(repairCommands("ADDRESS_MISMATCH", { project: "acme" })).toEqual([
    "terraform -chdir=FOLDER plan",
    "terraform -chdir=FOLDER apply",
  ]);
  expect(repairCommands("FIREWALL_RULE", { project: "acme", isManaged: false })).toEqual([
    "gcloud compute firewall-rules update RULE --disabled --project acme",
  ]);
});

test("a rule of Terraform's is made right by a deploy, one of nobody's is switched off, and both are said where nobody knows", () => {
  expect(repairCommands("FIREWALL_RULE", { ...NAMES, isManaged: true })).toEqual(["npm run deploy -- staging"]);
  expect(repairCommands("FIREWALL_RULE", { ...NAMES, isManaged: false })).toHaveLength(1);
  expect(repairCommands("FIREWALL_RULE", NAMES)).toHaveLength(2);
});

test("one command for each service that is hit", () => {
  expect(repairCommands("START_FAILED", NAMES).filter((command) => command.includes("--service worker"))).toHaveLength(
    2,
  );
});

const HOSTILE = "x'; rm -rf ~ #$(id)`id`\n--quiet";

test.each(Object.keys(GUIDES))("%s: a hostile name stays inside of quotes", (code) => {
  const names = Object.fromEntries(Object.keys(NAMES).map((key) => [key, HOSTILE]));
  const hostile: Names = {
    ...names,
    services: [HOSTILE],
    servicesRanges: [HOSTILE],
    state: { bucket: HOSTILE, prefix: "p" },
    isManaged: undefined,
  };
  for (const command of commandsOf(code, hostile)) {
    // Outside of single quotes nothing of it is left that a shell would act on.
    const outside = command.replaceAll("'\\''", "").replaceAll(/'[^']*'/g, "");
    expect(outside).not.toMatch(/[;#$`\n]/);
    expect(outside).not.toContain("rm -rf");
  }
});

test("a name that begins like an option is none", () => {
  expect(repairCommands("ADDRESS_MISMATCH", { config: "--force" })[0]).toBe("terraform -chdir='--force' plan");
});

test("the words of a repair say what its command does: a rule made by hand is switched off, and none is written instead", () => {
  const fix = "allow it by a rule with a lower number";
  const byHand = { ...NAMES, isManaged: false };
  expect(repairText("FIREWALL_RULE", byHand, fix)).toContain("Switched off");
  expect(repairCommands("FIREWALL_RULE", byHand)).toEqual([expect.stringContaining("--disabled")]);
  for (const names of [NAMES, { ...NAMES, isManaged: true }]) expect(repairText("FIREWALL_RULE", names, fix)).toBe(fix);
});

test("a connector that Google works on is waited for: only one in ERROR is deleted", () => {
  const commands = (connectorIs: string) => repairCommands("VPC_CONNECTOR_NOT_RUNNING", { ...NAMES, connectorIs });
  expect(commands("UPDATING").join()).not.toContain("delete");
  expect(commands("ERROR")[0]).toContain("connectors delete staging-connector");
});
