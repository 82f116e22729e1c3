import { render } from "../../../src/report";
import type { Format } from "../../../src/report/format";
import { ofReview } from "../../../src/report/of-review";
import type { ReviewReport } from "../../../src/review/contract";
import { SOURCE } from "../../report/reports";

/** As the command prints it. */
export function renderReview(report: ReviewReport, format: Format, quiet = false): string {
  return render(report, { toReport: ofReview }, format, { colour: false, quiet });
}

/** A report in which every text is the same: whoever prints it has to make it harmless. */
export function hostileReview(text: string): ReviewReport {
  const flow = { from: text, destination: "10.166.0.0/16", protocol: "tcp", ports: "6379" };
  const risk = {
    code: "REDIS_REPLACED",
    address: text,
    actions: ["delete", text],
    because: [text],
    changed: [{ attribute: text, before: text, after: `${text}2` }],
    consequence: text,
    undo: text,
    services: [text],
    source: { file: text, line: 3 },
  };
  return {
    schema: "lineup/review/1",
    verdict: "danger",
    plan: { file: text, kind: "normal", errored: true, incomplete: true },
    paths: [
      {
        from: text,
        to: text,
        fromName: text,
        toName: text,
        previousFrom: text,
        port: 6379,
        before: "reachable",
        after: "blocked",
        causes: [{ code: "FIREWALL_RULE", address: text, attribute: text, message: text, fix: text, source: SOURCE }],
        assumptions: [text],
        reliesOn: [text],
      },
    ],
    iam: [
      {
        address: text,
        type: text,
        actions: ["update", text],
        on: text,
        gives: [{ role: text, member: text, condition: text, before: false, after: true }],
        settings: [{ attribute: text, before: [text], after: [text, `${text}2`] }],
        source: { file: text, line: 3 },
      },
    ],
    unjudged: [{ address: text, type: text, actions: [text] }],
    risks: [
      { ...risk, level: "danger" },
      { ...risk, level: "caution", code: "REDIS_RESIZED" },
      { ...risk, level: "note", code: "PLAN_INCOMPLETE", address: "" },
    ],
    undecided: [{ address: text, message: text, source: SOURCE }],
    flows: { newlyDenied: [flow], newlyAllowed: [flow], undecided: [text] },
    counts: { create: 1, update: 0, replace: 1, delete: 0, import: 0, move: 0, forget: 0 },
    exceptions: [
      {
        address: text,
        attribute: text,
        code: "REDIS_RESIZED",
        reason: text,
        expires: "2027-01-31",
        status: "unused",
        message: "no result matches it: remove it",
      },
    ],
  };
}
