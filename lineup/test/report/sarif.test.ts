import { readFileSync } from "node:fs";
import packageJson from "../../package.json";
import type { VerifyReport } from "../../src/report/contract";
import { describe as describeCode } from "../../src/report/describe";
import { explainedAt, HOMEPAGE } from "../../src/report/homepage";
import { messageText } from "../../src/report/renderers/sarif";
import { relativeUri } from "../../src/report/uri";
import { ALL_RULES } from "../../src/rules/registry";
import { renderSarif } from "./render";
import { everything, HOSTILE, hostileReport, INVISIBLE, incident, ok, reportOf } from "./reports";
import { type Log, type Result, sarifProblems } from "./sarif-check";

const sarif = (report: VerifyReport): Log => JSON.parse(renderSarif(report));
const results = (report: VerifyReport): Result[] => sarif(report).runs[0]?.results ?? [];

describe("the structure of SARIF 2.1.0", () => {
  test.each([
    ["of the incident", incident()],
    ["of what is good", ok()],
    ["of everything", everything()],
    ["of nothing", { schema: "lineup/verify/1", verdict: "none", inputs: [] } as VerifyReport],
  ])("is kept: a report %s", (_, report) => {
    expect(sarifProblems(sarif(report))).toEqual([]);
  });

  test.each(Object.entries(HOSTILE))("is kept where everything is %s", (_, text) => {
    const printed = renderSarif(hostileReport(text));
    expect(sarifProblems(JSON.parse(printed))).toEqual([]);
    expect(printed.replaceAll("\n", "")).not.toMatch(INVISIBLE);
  });

  test("is not kept by just anything", () => {
    const log = sarif(incident());
    const [first] = log.runs[0]?.results ?? [];
    if (first) Object.assign(first, { ruleIndex: 99, level: "fatal", message: { text: "a [b](http://c) {0}" } });
    expect(sarifProblems(log)).toHaveLength(4);
  });
});

test.each(ALL_RULES.map(({ id }) => id))("%s is described, in something to read", (id) => {
  const { title, help } = describeCode(id);
  expect(`${title} ${help}`.length).toBeGreaterThan(35);
  expect(title).not.toBe(id);
});

test("says which lineup printed it, and where each of its rules is explained", () => {
  const [run] = sarif(incident()).runs;
  expect(run?.tool.driver).toMatchObject({ version: packageJson.version, informationUri: HOMEPAGE });
  const rules = readFileSync("docs/rules.md", "utf8");
  for (const { id } of ALL_RULES) {
    const { anchor } = describeCode(id);
    expect(rules).toContain(`(#${anchor})`);
    expect(explainedAt(anchor)).toBe(`${HOMEPAGE}/docs/rules.md#${anchor}`);
  }
  const [rule] = run?.tool.driver.rules ?? [];
  expect(rule?.helpUri).toBe(explainedAt("cause-google-managed-service-no-peering"));
});

test("a rule tells what to do as well", () => {
  const rule = sarif(incident()).runs[0]?.tool.driver.rules.find(({ id }) => id === "literal-network");
  expect(rule?.help.text).toContain(describeCode("literal-network").remedy);
});

test("a finding brings its rule along, described where its rule is known", () => {
  const findings = incident().inputs.flatMap((input) => input.findings);
  const [finding] = findings;
  const rules = sarif(reportOf(["ok"], finding ? [...findings, { ...finding, rule: "brand-new" }] : [])).runs[0]?.tool
    .driver.rules;
  expect(
    rules?.filter(({ id }) => !/^[A-Z]/.test(id)).map(({ id, shortDescription }) => [id, shortDescription.text]),
  ).toEqual([
    ["brand-new", "brand new"],
    ["literal-network", "A network is named by text instead of by reference"],
    ["unneeded-rule", "A firewall rule opens what no declared path needs"],
  ]);
});

test("a cause is an error at the line where its resource is written", () => {
  const [result] = results(incident());
  expect(result).toMatchObject({
    ruleId: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
    level: "error",
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: "stacks/environment-stack.ts" }, region: { startLine: 41 } },
        logicalLocations: [{ fullyQualifiedName: "google_redis_instance.cache" }],
      },
    ],
  });
  expect(result?.message.text).toBe(
    "google_cloud_run_v2_service.api cannot reach google_redis_instance.cache. google_redis_instance.cache.authorized_network: google_vpc_access_connector.conn is on staging-vpc, and this Redis answers acme-vpc only. Fix: put both on one network, by reference to the same network resource.",
  );
});

test("what cannot be told is a warning, findings are what they are, and what is reachable is nothing", () => {
  expect(results(reportOf(["deny-half-of-range-host-unknown"])).map(({ level }) => level)).toEqual(["warning"]);
  expect(results(incident()).map(({ level }) => level)).toEqual(["error", "warning", "note"]);
  expect(results(ok())).toEqual([]);
});

test("where no line is known the input is the place", () => {
  const report = incident();
  for (const input of report.inputs)
    for (const path of input.paths) for (const cause of path.causes) delete cause.source;
  expect(results(report)[0]?.locations[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: "incident-hardcoded-network.json", uriBaseId: "%SRCROOT%" },
    region: { startLine: 1 },
  });
});

describe("fingerprints", () => {
  const prints = (report: VerifyReport) => results(report).map(({ partialFingerprints }) => partialFingerprints);

  test("stay when words, lines and order change", () => {
    const report = everything();
    const changed = {
      ...report,
      inputs: report.inputs.map((input) => ({
        ...input,
        paths: input.paths.map((path) => ({
          ...path,
          causes: path.causes.map((cause) => ({
            ...cause,
            message: "said otherwise",
            source: { file: "a.ts", line: 2 },
          })),
        })),
      })),
    };
    expect(prints(changed)).toEqual(prints(report));
  });

  test("tell two results of one input apart", () => {
    const all = prints(incident()).map((print) => JSON.stringify(print));
    expect(new Set(all).size).toBe(all.length);
  });
});

test("a cause that cuts off two services is one result that names both", () => {
  const report = incident();
  for (const input of report.inputs) {
    input.findings = [];
    input.paths = input.paths.flatMap((path) => [path, { ...path, from: "google_cloud_run_v2_service.worker" }]);
  }
  expect(results(report).map(({ message }) => message.text.split(". ")[0])).toEqual([
    "google_cloud_run_v2_service.api, google_cloud_run_v2_service.worker cannot reach google_redis_instance.cache",
  ]);
});

describe("files", () => {
  test.each([
    ["plan.json", "plan.json"],
    ["./out/a b#c?.json", "out/a%20b%23c%3F.json"],
    ["100%.json", "100%25.json"],
    ["größe.json", "gr%C3%B6%C3%9Fe.json"],
    [`${process.cwd()}/cdktf.out/stacks/staging`, "cdktf.out/stacks/staging"],
    ["/elsewhere/plan.json", "elsewhere/plan.json"],
    ["../../etc/passwd", "etc/passwd"],
    ["c:\\plans\\a.json", "c%3A%5Cplans%5Ca.json"],
    ["standard input", "standard%20input"],
    ["\ud800", "%EF%BF%BD"],
    ["", "input"],
  ])("%p is %s", (file, uri) => {
    expect(relativeUri(file)).toBe(uri);
  });
});

test("messages hold neither links nor holes", () => {
  expect(messageText(`a["x"](y) {0} ${"$"}{var.z}`)).toBe('a["x"] (y) {{0}} var.z');
});
