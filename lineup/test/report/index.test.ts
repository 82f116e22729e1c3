import { type Format, render } from "../../src/report";
import { renderMermaid } from "../../src/report/mermaid";
import { ofVerify } from "../../src/report/of-verify";
import { renderMarkdown, renderSarif, renderText } from "./render";
import { everything, HOSTILE, hostileReport, judged } from "./reports";

const OPTIONS = { colour: false, quiet: false };
const FORMATS: Format[] = ["text", "json", "markdown", "sarif"];

test("each format is rendered by its renderer", () => {
  const report = everything();
  expect(render(report, ofVerify, "text", { colour: true, quiet: true })).toBe(
    renderText(report, { colour: true, quiet: true }),
  );
  expect(render(report, ofVerify, "markdown", OPTIONS)).toBe(renderMarkdown(report));
  expect(render(report, ofVerify, "sarif", OPTIONS)).toBe(renderSarif(report));
  expect(JSON.parse(render(report, ofVerify, "json", OPTIONS))).toEqual(report);
});

test("JSON without anything invisible in it is JSON as everybody writes it", () => {
  const report = everything();
  expect(render(report, ofVerify, "json", OPTIONS)).toBe(JSON.stringify(report, null, 2));
});

test.each(FORMATS)("the same report gives the same %s, and is not changed by it", (format) => {
  const report = everything();
  const before = structuredClone(report);
  const once = render(report, ofVerify, format, OPTIONS);
  expect(render(report, ofVerify, format, OPTIONS)).toBe(once);
  expect(render(everything(), ofVerify, format, OPTIONS)).toBe(once);
  expect(report).toEqual(before);
});

test("the same input gives the same diagram", () => {
  expect(renderMermaid([judged("ok")])).toBe(renderMermaid([judged("ok")]));
});

test.each(FORMATS)("no hostile report makes %s fail", (format) => {
  for (const text of Object.values(HOSTILE)) {
    expect(render(hostileReport(text), ofVerify, format, { colour: true, quiet: false })).not.toBe("");
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
  render(report, ofVerify, format, OPTIONS);
  expect(performance.now() - started).toBeLessThan(5_000);
});
