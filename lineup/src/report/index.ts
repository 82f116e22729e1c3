import { publicReport, type VerifyReport } from "./contract";
import { renderMarkdown } from "./markdown";
import { visibleJson } from "./plain";
import { renderSarif } from "./sarif";
import { renderText } from "./text";

export type Format = "text" | "json" | "markdown" | "sarif";

/** One report in the form that was asked for. The same report gives the same bytes. */
export function render(report: VerifyReport, format: Format, options: { colour: boolean; quiet: boolean }): string {
  switch (format) {
    case "text":
      return renderText(report, options);
    case "json":
      return visibleJson(publicReport(report));
    case "markdown":
      return renderMarkdown(report);
    case "sarif":
      return renderSarif(report);
  }
}
