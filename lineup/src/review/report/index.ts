import type { Format } from "../../report/index";
import { visibleJson } from "../../report/plain";
import type { ReviewReport, ReviewVerdict } from "../contract";
import { renderReviewMarkdown } from "./markdown";
import { renderReviewSarif } from "./sarif";
import { renderReviewText } from "./text";

/** One report in the form that was asked for. The same report gives the same bytes. */
export function renderReview(
  report: ReviewReport,
  format: Format,
  options: { colour: boolean; quiet: boolean },
): string {
  switch (format) {
    case "text":
      return renderReviewText(report, options);
    case "json":
      return visibleJson(report);
    case "markdown":
      return renderReviewMarkdown(report);
    case "sarif":
      return renderReviewSarif(report);
  }
}

/** 0 safe, 1 danger, 3 unknown. */
export const EXIT: Record<ReviewVerdict, number> = { safe: 0, danger: 1, unknown: 3 };
