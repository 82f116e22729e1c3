import type { NotedException } from "../../exceptions/exceptions";
import { count } from "../../report/words";
import type { Drifted, DriftReport, DriftVerdict, Tier } from "../model";

const SHORT: Record<DriftVerdict, string> = {
  clean: "CLEAN",
  benign: "BENIGN DRIFT",
  weakens: "DRIFT WEAKENS",
  breaks: "BROKEN",
  unknown: "UNKNOWN",
};

export function driftShortly(verdict: DriftVerdict): string {
  return SHORT[verdict];
}

export const TITLES: Record<Tier, string> = {
  breaks: "Breaks a path, or what it stands on",
  weakens: "Opens more than was written",
  benign: "Touches no path",
  noise: "Noise",
};

/** Worth a look: what silences something, or should, and does not. */
export function loud(exceptions: readonly NotedException[]): NotedException[] {
  return exceptions.filter(({ status }) => status !== "used");
}

/** What the whole report comes to, after its verdict. */
export function driftSummary({ verdict, paths, drifted, unmanaged, excepted, pending, noise }: DriftReport): string {
  const cut = paths.filter(({ now }) => now === "blocked").length;
  const before = paths.filter(({ written, now }) => written === "blocked" && now === "blocked").length;
  const having = (tier: Tier) => drifted.filter((one) => one.tier === tier).length;
  const by = unmanaged.filter(({ tier }) => tier === "breaks" || tier === "weakens").length;
  const parts = [
    cut > 0 ? `${cut} of ${count(paths.length, "path")} cut${before > 0 ? ` (${before} as written already)` : ""}` : "",
    having("breaks") > 0 ? `${count(having("breaks"), "breaking difference")}` : "",
    having("weakens") > 0 ? `${count(having("weakens"), "weakening difference")}` : "",
    by > 0 ? `${count(by, "dangerous thing")} managed by nobody` : "",
    having("benign") > 0 ? `${count(having("benign"), "benign difference")}` : "",
    excepted.length > 0 ? `${excepted.length} silenced by exceptions` : "",
    pending.length > 0 ? `${count(pending.length, "resource")} not deployed yet` : "",
    noise > 0 ? `${noise} of noise` : "",
  ].filter((part) => part !== "");
  const sentence = verdict === "breaks" && cut === 0 ? uncut(drifted) : SENTENCES[verdict];
  return [sentence, ...parts].join("; ");
}

const SENTENCES: Record<DriftVerdict, string> = {
  clean: "the world is as it was written",
  benign: "the world is not as it was written, and every path is",
  weakens: "every path is there, and more is open than was written",
  breaks: "a service does not reach its Redis",
  unknown: "whether the world is as it was written cannot be told",
};

/** What is broken though every path can be walked: packets arrive, and what they ask for is refused. */
function uncut(drifted: readonly Drifted[]): string {
  const codes = new Set(drifted.filter(({ tier }) => tier === "breaks").map(({ code }) => code));
  const said = [
    codes.has("AUTH_BROKEN") ? "a Redis and its services do not agree on the password" : "",
    codes.has("TLS_BROKEN") ? "a Redis and its services do not agree on TLS" : "",
  ].filter((part) => part !== "");
  const others = [...codes].some((code) => code !== "AUTH_BROKEN" && code !== "TLS_BROKEN");
  if (others || said.length === 0) said.push("something that a path stands on is gone");
  return said.join(", and ");
}

/** `10.166.204.83 → 10.107.0.3`; nothing where nothing may be shown. */
export function changeText({ before, after, attribute }: Drifted): string {
  if (attribute === "") return "gone";
  if (before === "(changed)" || after === "(changed)") return "(changed)";
  return `${before ?? "nothing"} → ${after ?? "nothing"}`;
}
