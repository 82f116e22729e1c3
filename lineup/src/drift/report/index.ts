import type { Format } from "../../report/index";
import { visibleJson } from "../../report/plain";
import type { DriftReport } from "../model";
import { renderDriftMarkdown } from "./markdown";
import type { DriftOptions } from "./options";
import { renderDriftSarif } from "./sarif";
import { renderDriftText } from "./text";

/** One report in the form that was asked for. The same report gives the same bytes. */
export function renderDrift(whole: DriftReport, format: Format, options: DriftOptions): string {
  const report = options.all ? whole : { ...whole, drifted: whole.drifted.filter(({ tier }) => tier !== "noise") };
  switch (format) {
    case "text":
      return renderDriftText(report, options);
    case "json":
      return visibleJson(report);
    case "markdown":
      return renderDriftMarkdown(report, options);
    case "sarif":
      return renderDriftSarif(report);
  }
}
