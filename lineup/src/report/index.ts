import { visibleJson } from "./plain";
import { renderMarkdown } from "./renderers/markdown";
import { renderSarif } from "./renderers/sarif";
import { renderText, type TextOptions } from "./renderers/text";
import type { Report } from "./report";

export type Format = "text" | "json" | "markdown" | "sarif";

/** A result in the form that was asked for: as it is in JSON, else as its report. The same result gives the same bytes. */
export function render<Result>(
  result: Result,
  toReport: (result: Result) => Report,
  format: Format,
  options: TextOptions,
): string {
  switch (format) {
    case "text":
      return renderText(toReport(result), options);
    case "json":
      return visibleJson(result);
    case "markdown":
      return renderMarkdown(toReport(result), options);
    case "sarif":
      return renderSarif(toReport(result));
  }
}
