import type { VerifyReport } from "../../src/report/contract";
import { ofVerify } from "../../src/report/of-verify";
import { renderMarkdown as markdownOf } from "../../src/report/renderers/markdown";
import { renderSarif as sarifOf } from "../../src/report/renderers/sarif";
import { type TextOptions, renderText as textOf } from "../../src/report/renderers/text";

// A verify report by each renderer: what the renderers are given is their report, and what tests change is the contract.

export const renderText = (report: VerifyReport, options: TextOptions) => textOf(ofVerify(report), options);
export const renderMarkdown = (report: VerifyReport) => markdownOf(ofVerify(report), { quiet: false });
export const renderSarif = (report: VerifyReport) => sarifOf(ofVerify(report));
