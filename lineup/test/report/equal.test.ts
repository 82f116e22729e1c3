import { judged, planOf } from "../../../corpus/score/drift/judged";
import { reviewed } from "../../../corpus/score/review/judge";
import type { DriftReport } from "../../src/drift/model";
import type { VerifyReport } from "../../src/report/contract";
import type { ReviewReport } from "../../src/review/contract";
import { renderDrift } from "../drift/outputs";
import { renderReview } from "../review/report/reports";
import { renderMarkdown, renderSarif, renderText } from "./render";
import { incident, ok, reportOf, SOURCE } from "./reports";

// What is equal is said once, with every address: whichever command says it.

const PLAIN = { colour: false, quiet: false };
const names = (count: number) => Array.from({ length: count }, (_, index) => `google_cloud_run_v2_service.s${index}`);

const results = (sarif: string): unknown[] => JSON.parse(sarif).runs[0].results;
const times = (text: string, part: string) => text.split(part).length - 1;

function withCautions(count: number): ReviewReport {
  const report = reviewed("service-open-to-everybody");
  const [caution] = report.risks;
  return { ...report, risks: names(count).flatMap((address) => (caution ? [{ ...caution, address }] : [])) };
}

describe("three equal cautions of review", () => {
  const report = withCautions(3);

  test("are one on a terminal", () => {
    const section = renderReview(report, "text").split("\n\n")[2];
    expect(section).toMatchInlineSnapshot(`
"  Caution (3)
    - google_cloud_run_v2_service.s0: create
      google_cloud_run_v2_service.s1: create
      google_cloud_run_v2_service.s2: create
      allUsers may call it: everybody on the internet
      because: member
      fix: use internal ingress, or grant the invoker role to named members  [OPENED_TO_INTERNET]"
`);
  });

  test("are one below a pull request", () => {
    const section = renderReview(report, "markdown").split("\n").slice(9).join("\n");
    expect(section).toMatchInlineSnapshot(`
"
**⚠️ Caution (3)**

- \`OPENED_TO_INTERNET\` at \`google_cloud_run_v2_service.s0\`, \`google_cloud_run_v2_service.s1\`, \`google_cloud_run_v2_service.s2\`: \`create\`\\
  allUsers may call it: everybody on the internet\\
  **Because:** \`member\`\\
  **Fix:** use internal ingress, or grant the invoker role to named members

**Who may do what (1)**

- \`google_cloud_run_v2_service_iam_member.everybody\`: \`create\`\\
  gives roles/run.invoker on the service orders-site to allUsers
"
`);
  });

  test("are three in JSON and in SARIF, and counted as three", () => {
    expect(JSON.parse(renderReview(report, "json")).risks).toHaveLength(3);
    expect(results(renderReview(report, "sarif"))).toHaveLength(3);
    for (const format of ["text", "markdown"] as const) {
      expect(renderReview(report, format)).toContain("3 cautions");
      expect(renderReview(report, format)).toContain("Caution (3)");
    }
  });
});

test("what happens to one of them in another way stands apart", () => {
  const report = withCautions(3);
  const [first] = report.risks;
  if (first) Object.assign(first, { actions: ["delete", "create"] });
  expect(times(renderReview(report, "text"), "allUsers may call it")).toBe(2);
});

describe("500 equal ones", () => {
  const cautions = withCautions(500);
  const drift = (): DriftReport => {
    const report = judged(planOf("everything-at-once"));
    const weak = report.drifted.find(({ tier }) => tier === "weakens");
    return { ...report, drifted: names(500).flatMap((address) => (weak ? [{ ...weak, address }] : [])) };
  };
  const blocked = (): VerifyReport => {
    const report = incident();
    const inputs = report.inputs.map((input) => ({
      ...input,
      paths: input.paths.flatMap((path) =>
        names(500).map((from) => ({
          ...path,
          from,
          causes: path.causes.map((cause) => ({ ...cause, address: from })),
        })),
      ),
      findings: names(500).flatMap((address) => input.findings.slice(0, 1).map((finding) => ({ ...finding, address }))),
    }));
    return { ...report, inputs };
  };

  test("of review are a few lines that count them", () => {
    for (const format of ["text", "markdown"] as const) {
      const printed = renderReview(cautions, format);
      expect(printed.split("\n").length).toBeLessThan(30);
      expect(printed).toMatch(/and 49[04] more/);
      expect(times(printed, "allUsers may call it")).toBe(1);
    }
    expect(results(renderReview(cautions, "sarif"))).toHaveLength(500);
  });

  test("of drift are a few lines that count them", () => {
    for (const format of ["text", "markdown"] as const) {
      const printed = renderDrift(drift(), format);
      expect(printed.split("\n").length).toBeLessThan(35);
      expect(printed).toMatch(/and 49[04] more/);
    }
    // One besides: the path is cut, and nothing that drifted is to blame.
    expect(results(renderDrift(drift(), "sarif"))).toHaveLength(501);
  });

  test("of verify are one cause and one finding, and no address is a result less", () => {
    const report = blocked();
    const text = renderText(report, PLAIN);
    expect(times(text, "put both on one network")).toBe(1);
    expect(times(text, "[GOOGLE_MANAGED_SERVICE_NO_PEERING]")).toBe(1);
    expect(text).toContain("and 494 more");
    const markdown = renderMarkdown(report);
    expect(times(markdown, "put both on one network")).toBe(1);
    expect(markdown).toContain("and 490 more");
    expect(results(renderSarif(report))).toHaveLength(1000);
  });
});

test("causes that say something else have numbers of their own, and their paths carry them", () => {
  const report = incident();
  const [input] = report.inputs;
  const [path] = input?.paths ?? [];
  if (!input || !path) throw new Error("the incident has a path");
  const cut = (from: string, message: string) => ({
    ...path,
    from,
    steps: path.steps.map((step) => (step.kind === "start" ? { ...step, address: from, name: from } : step)),
    causes: path.causes.map((cause) => ({ ...cause, address: from, message })),
  });
  const paths = [cut("a", "one"), cut("b", "two"), cut("c", "one")];
  const text = renderText({ ...report, inputs: [{ ...input, paths, findings: [] }] }, PLAIN);
  const numbers = text.split("\n").flatMap((line) => /^ {2}✗ (\w) .*\((\d)\)/.exec(line)?.slice(1, 3).join("") ?? []);
  expect(numbers).toEqual(["a1", "b2", "c1"]);
  expect(text).toMatch(/1\. a\.authorized_network.*\n.*c\.authorized_network/);
});

test("a line of source that made all of them is named once", () => {
  const findings = ["a", "b", "c"].map((address) => ({
    rule: "literal-network",
    severity: "warning" as const,
    address,
    attribute: "network",
    message: "m",
    fix: "f",
    source: SOURCE,
  }));
  const report = reportOf(["ok"], findings);
  const printed = [renderText(report, PLAIN), renderMarkdown(report)];
  for (const one of printed) expect(times(one, "stacks/environment-stack.ts:41")).toBe(1);
  const [first] = findings;
  if (first) first.source = { ...SOURCE, line: 42 };
  for (const one of [renderText(report, PLAIN), renderMarkdown(report)]) {
    expect(times(one, "stacks/environment-stack.ts:41")).toBe(2);
    expect(times(one, "stacks/environment-stack.ts:42")).toBe(1);
  }
});

test("of several inputs each place says which of them it is in", () => {
  const findings = [
    { rule: "x", severity: "warning" as const, address: "google_x.y", attribute: "", message: "m", fix: "f" },
  ];
  const report = reportOf(["ok", "no-connector"], findings);
  const [, second] = report.inputs;
  if (second) second.findings = [...findings, ...findings.map((one) => ({ ...one, address: "google_x.z" }))];
  const markdown = renderMarkdown(report);
  expect(markdown).toContain("Warnings (3)");
  expect(markdown).toContain("`google_x.y` in `ok.json` and `no-connector.json`, `google_x.z` in `no-connector.json`");
});

test("of very many paths that arrive the first are shown, and none that is cut is left out for them", () => {
  const [good, bad] = [ok(), incident()];
  const many = (report: VerifyReport, count: number) =>
    report.inputs.flatMap(({ paths }) => paths.flatMap((path) => names(count).map((from) => ({ ...path, from }))));
  const inputs = good.inputs.map((input) => ({ ...input, paths: [...many(good, 150), ...many(bad, 50)] }));
  const text = renderText({ ...good, inputs }, PLAIN);
  expect(times(text, "  ✗ orders-api")).toBe(50);
  expect(times(text, "  ✓ orders-api")).toBe(20);
  expect(text).toContain("and 130 more reachable paths: --format json lists them");
});
