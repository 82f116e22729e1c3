import type { DriftReport } from "../../src/drift/model";
import { render } from "../../src/report";
import { FORMATS, type Format } from "../../src/report/format";
import { ofDrift, withoutNoise } from "../../src/report/of-drift";

/** As the command prints it. */
export function renderDrift(report: DriftReport, format: Format, { all = false, quiet = false } = {}): string {
  return render(all ? report : withoutNoise(report), { toReport: ofDrift }, format, { colour: false, quiet });
}

/** A report in every format, noise and all. */
export function readDriftOutputs(report: DriftReport): Record<Format, string> {
  const options = { all: true };
  return Object.fromEntries(FORMATS.map((format) => [format, renderDrift(report, format, options)])) as Record<
    Format,
    string
  >;
}
