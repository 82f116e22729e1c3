import type { Drifted, DriftReport, Pending } from "../drift/model";
import type { Tier } from "../rules/define";
import { count } from "../text/words";
import { joined } from "./words";

/** What the whole report comes to, after its verdict. */
export function driftSummary(report: DriftReport): string {
  const { paths, drifted, unmanaged, excepted, pending, noise } = report;
  const cut = paths.filter(({ now }) => now === "blocked").length;
  const unknown = paths.filter(({ now }) => now === "unknown").length;
  const before = paths.filter(({ written, now }) => written === "blocked" && now === "blocked").length;
  const having = (tier: Tier) => drifted.filter((one) => one.tier === tier).length;
  const dangerous = unmanaged.filter(({ tier }) => tier === "breaks" || tier === "weakens").length;
  const parts = [
    sentenceOf(report, cut),
    cut > 0
      ? `${cut} of ${count(paths.length, "path")} cut${before > 0 ? ` (${before} already at the last apply)` : ""}`
      : "",
    unknown > 0 ? `${unknown} of ${count(paths.length, "path")} unknown` : "",
    having("breaks") > 0 ? `${count(having("breaks"), "breaking difference")}` : "",
    having("weakens") > 0 ? `${count(having("weakens"), "weakening difference")}` : "",
    dangerous > 0 ? `${count(dangerous, "dangerous resource")} not managed by Terraform` : "",
    having("benign") > 0 ? `${count(having("benign"), "benign difference")}` : "",
    excepted.length > 0 ? `${excepted.length} accepted by exceptions` : "",
    pending.length > 0 ? `${count(pending.length, "resource")} not deployed yet` : "",
    noise > 0 ? `${count(noise, "difference")} of noise` : "",
  ];
  return joined(parts, "; ");
}

/** No path is deployed, nothing changed, and all that is planned is to be created. */
export function isFirstPlan({ paths, drifted, excepted, unmanaged, pending, noise }: DriftReport): boolean {
  const found = paths.length + drifted.length + excepted.length + unmanaged.length + noise;
  const isCreated = ({ actions }: Pending) => actions.length === 1 && actions[0] === "create";
  return found === 0 && pending.length > 0 && pending.every(isCreated);
}

function sentenceOf(report: DriftReport, cut: number): string {
  const { verdict, paths, drifted, notJudged } = report;
  const stands = paths.length > 0 && paths.every(({ now }) => now === "reachable");
  const still = stands ? `; ${notJudged ? "what is judged" : "every path"} is still reachable` : "";
  switch (verdict) {
    case "clean":
      return `no difference since the last apply${still}`;
    case "benign":
      return `the environment differs from the last apply${still}`;
    case "weakens":
      return `more is open than at the last apply${still}`;
    case "breaks":
      return cut > 0 ? "a service does not reach its Redis" : uncut(drifted);
    case "unknown":
      if (isFirstPlan(report)) return "no path to a Redis is deployed yet";
      return "it is unknown whether the environment differs from the last apply";
  }
}

/** What is broken though every path can be walked: packets arrive, and what they ask for is refused. */
function uncut(drifted: readonly Drifted[]): string {
  const codes = new Set(drifted.filter(({ tier }) => tier === "breaks").map(({ code }) => code));
  const said = [
    codes.has("AUTH_BROKEN") ? "a Redis and its services do not agree on the password" : "",
    codes.has("TLS_BROKEN") ? "a Redis and its services do not agree on TLS" : "",
  ].filter((part) => part !== "");
  const others = [...codes].some((code) => code !== "AUTH_BROKEN" && code !== "TLS_BROKEN");
  if (others || said.length === 0) said.push("a resource that a path depends on was deleted");
  return said.join(", and ");
}
