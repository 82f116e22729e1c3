import { visibleJson } from "../text/plain";
import type { Format } from "./format";
import { renderMarkdown } from "./renderers/markdown";
import { renderText, type TextOptions } from "./renderers/text";
import type { Report } from "./report";

/** What a command makes of its result: a report for people and code scanning, and the public JSON. */
interface Forms<Result> {
  toReport(result: Result): Report;
  /** Where the result holds more than the public JSON does. */
  toJson?(result: Result): unknown;
}

/** A result in the form that was asked for: as it is in JSON, else as its report. The same result gives the same bytes. */
export function render<Result>(
  result: Result,
  { toReport, toJson = (same) => same }: Forms<Result>,
  format: Format,
  options: TextOptions,
): string {
  switch (format) {
    case "text":
      return renderText(toReport(result), options);
    case "json":
      return visibleJson(toJson(result));
    case "markdown":
      return renderMarkdown(toReport(result), options);
    case "sarif":
      return sarifRenderer().renderSarif(toReport(result));
    case "html":
      return htmlRenderer().renderHtml(toReport(result), options);
  }
}

function htmlRenderer(): typeof import("./renderers/html") {
  return require("./renderers/html");
}

/** Loaded when asked for: SARIF explains every code, and loading all rules for it takes longer than a quick answer. */
function sarifRenderer(): typeof import("./renderers/sarif") {
  return require("./renderers/sarif");
}
