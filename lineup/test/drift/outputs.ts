import type { DriftReport } from "../../src/drift/model";
import { renderDrift } from "../../src/drift/report";
import { FORMATS, type Format } from "../../src/options";

/** A report in every format, noise and all. */
export function readDriftOutputs(report: DriftReport): Record<Format, string> {
  const options = { colour: false, all: true, quiet: false };
  return Object.fromEntries(FORMATS.map((format) => [format, renderDrift(report, format, options)])) as Record<
    Format,
    string
  >;
}
