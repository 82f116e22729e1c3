import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import type { DiagnoseReport } from "../../src/diagnose/contract";
import { diagnose } from "../../src/diagnose/diagnose";
import { render } from "../../src/report";
import { FORMATS } from "../../src/report/format";
import { ofDiagnose } from "../../src/report/of-diagnose";
import { incidentTicket } from "../../src/report/ticket";
import { root } from "../inputs";
import { clue, part, sceneWith } from "./stage";

const COMMAND = "gcloud compute firewall-rules update deny-redis --disabled --project acme-staging --verbosity error";

async function reported(): Promise<DiagnoseReport> {
  const tells = part("paths", (tell) => {
    tell.clue(
      clue({
        attribute: "priority",
        evidence: [{ from: "paths", at: "google_compute_firewall.deny-all", attribute: "", text: "the way is cut" }],
        repair: { text: "switch it off", commands: [COMMAND] },
      }),
    );
    tell.clue(clue({ code: "UNEVALUATED_POLICY", certainty: "possible", at: "policy", services: ["web"] }));
    tell.change({
      ...{ from: "changes", at: "google_compute_firewall.deny-all", attribute: "priority", text: "it was changed" },
      ...{ when: "2026-11-29T02:13:00Z", by: "somebody@example.com" },
    });
  });
  const slow = part("logs", (tell) => tell.gap("403: grant the permission", "grant it"));
  return diagnose(sceneWith(), [tells, slow, part("probe", () => {}, { notAsked: () => "--probe was not given" })]);
}

const printed = (report: DiagnoseReport, format: (typeof FORMATS)[number]) =>
  render(report, { toReport: ofDiagnose }, format, { quiet: false, width: 80, unicode: true, colour: false });

test("the first lines are the likeliest cause, then its command, its evidence, and what was not looked at", async () => {
  const text = printed(await reported(), "text");
  const places = [
    "✗ BROKEN  acme-staging (2026-11-29 03:00 UTC): it denies tcp:6379",
    `$ ${COMMAND}`,
    "2026-11-29 02:13 UTC, by somebody@example.com",
    "proof: ",
    "2. possible, UNEVALUATED_POLICY, hits web",
    "Not looked at (1)",
    "Not asked for (1)",
    "What changed",
  ].map((part) => text.indexOf(part));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
});

test("no line but a command is longer than the terminal", async () => {
  const lines = printed(await reported(), "text").split("\n");
  expect(lines.filter((line) => line.length > 80).map((line) => line.trim())).toEqual([`$ ${COMMAND}`]);
});

test.each(FORMATS)("as %s: the same bytes twice, with the code and what it is about", async (format) => {
  const report = await reported();
  const text = printed(report, format);
  expect(printed(report, format)).toBe(text);
  expect(text).toContain("FIREWALL_RULE");
  expect(text).toContain("google_compute_firewall.deny-all");
});

test.each(["markdown", "html", "text", "json"] as const)("as %s: the command is there to be copied", async (format) => {
  expect(printed(await reported(), format)).toContain(COMMAND);
});

test("the JSON is what its schema says, and nothing more", async () => {
  const schema = JSON.parse(readFileSync(join(root, "lineup/schemas/diagnose-1.json"), "utf8"));
  // biome-ignore lint/suspicious/noExplicitAny: a schema is JSON of any shape
  const closed = (one: any): any => {
    if (Array.isArray(one)) return one.map(closed);
    if (typeof one !== "object" || one === null) return one;
    const inner = Object.fromEntries(Object.entries(one).map(([key, value]) => [key, closed(value)]));
    return one.properties ? { ...inner, additionalProperties: false } : inner;
  };
  const validate = new Ajv({ strict: false }).compile(closed(schema));
  validate(JSON.parse(printed(await reported(), "json")));
  expect(validate.errors ?? []).toEqual([]);
});

test("in the ticket nothing from outside is markup, a mention or the end of a block", () => {
  const hostile = "# HEALTHY @everyone <img src=x> [a](http://evil) ```\n# x";
  const cause: DiagnoseReport["causes"][number] = {
    ...{ rank: 1, code: "FIREWALL_RULE", certainty: "certain", at: hostile, attribute: hostile, message: hostile },
    services: [hostile],
    evidence: [{ from: "paths", at: hostile, attribute: hostile, text: hostile, by: hostile }],
    repair: { text: hostile, commands: [`gcloud '${hostile}'`] },
    proof: hostile,
    proofCommands: [],
  };
  const ticket = incidentTicket({
    ...{ schema: "lineup/diagnose/1", verdict: "broken", project: hostile, readAt: "2026-11-29T03:00:00Z" },
    ...{ causes: [cause], changes: [], paths: [] },
    looks: [{ part: "x", what: hostile, did: "could not", why: hostile }],
  });
  const lines = ticket.split("\n");
  expect(lines.filter((line) => line.startsWith("#")).map((line) => line.slice(0, 12))).toHaveLength(6);
  const prose = ticket.replace(/^(`{3,})bash$[\s\S]*?^\1$/gm, "").replace(/`[^`\n]*`/g, "");
  expect(prose).not.toMatch(/^# HEALTHY|<img|@everyone|(?<!\\)\]\(http/m);
  const [open, ...others] = lines.filter((line) => /^`{3,}/.test(line));
  expect(others).toEqual([open?.replace("bash", "")]);
  expect(open?.startsWith("````")).toBe(true);
});

test("a healthy project is one line, and with --quiet none", async () => {
  const healthy = await diagnose(sceneWith(), [part("paths", () => {})]);
  const text = printed(healthy, "text");
  expect(text.split("\n")[0]).toContain("✓ HEALTHY  acme-staging");
  const quiet = render(healthy, { toReport: ofDiagnose }, "text", { quiet: true, width: 80 });
  expect(quiet).toBe("");
});
