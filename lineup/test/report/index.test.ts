import { render } from "../../src/report";
import { publicReport } from "../../src/report/contract";
import type { Format } from "../../src/report/format";
import { renderMermaid } from "../../src/report/mermaid";
import { ofVerify } from "../../src/report/of-verify";
import { renderMarkdown, renderSarif, renderText } from "./render";
import { everything, HOSTILE, hostileReport, judged } from "./reports";

const verifyForms = { toReport: ofVerify, toJson: publicReport };

const OPTIONS = { colour: false, quiet: false };
const FORMATS: Format[] = ["text", "json", "markdown", "sarif", "html"];

test("each format is rendered by its renderer", () => {
  const report = everything();
  expect(render(report, verifyForms, "text", { colour: true, quiet: true })).toBe(
    renderText(report, { colour: true, quiet: true }),
  );
  expect(render(report, verifyForms, "markdown", OPTIONS)).toBe(renderMarkdown(report));
  expect(render(report, verifyForms, "sarif", OPTIONS)).toBe(renderSarif(report));
  expect(JSON.parse(render(report, verifyForms, "json", OPTIONS))).toEqual(publicReport(report));
});

test("JSON without anything invisible in it is JSON as everybody writes it", () => {
  const report = everything();
  expect(render(report, verifyForms, "json", OPTIONS)).toBe(JSON.stringify(publicReport(report), null, 2));
});

test.each(FORMATS)("the same report gives the same %s, and is not changed by it", (format) => {
  const report = everything();
  const before = structuredClone(report);
  const once = render(report, verifyForms, format, OPTIONS);
  expect(render(report, verifyForms, format, OPTIONS)).toBe(once);
  expect(render(everything(), verifyForms, format, OPTIONS)).toBe(once);
  expect(report).toEqual(before);
});

test("the same input gives the same diagram", () => {
  expect(renderMermaid([judged("ok")])).toBe(renderMermaid([judged("ok")]));
});

test.each(FORMATS)("no hostile report makes %s fail", (format) => {
  for (const text of Object.values(HOSTILE)) {
    expect(render(hostileReport(text), verifyForms, format, { colour: true, quiet: false })).not.toBe("");
  }
});

test.each(FORMATS)("ten thousand paths are %s within seconds", (format) => {
  const report = everything();
  for (const input of report.inputs) {
    input.paths = input.paths.flatMap((path) =>
      Array.from({ length: 2_000 }, (_, i) => ({ ...path, from: `a.b${i}` })),
    );
  }
  const started = performance.now();
  render(report, verifyForms, format, OPTIONS);
  expect(performance.now() - started).toBeLessThan(5_000);
});
