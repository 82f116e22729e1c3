import { count } from "../text/words";
import { point, type Section } from "./report";

/** ", on 2 assumptions": what paths that arrive rely on, once each. */
export function relying(arriving: readonly { reliesOn: readonly string[] }[]): string {
  const own = new Set(arriving.flatMap(({ reliesOn }) => reliesOn));
  return own.size === 0 ? "" : `, on ${count(own.size, "assumption")}`;
}

/** Sentences, each once. */
export function assumptionsSection(sentences: readonly string[]): Section {
  const points = [...new Set(sentences)].map((message) => point({ message, minor: true }));
  return { title: "Assumptions", tone: "neutral", noun: "assumption", points, isDetail: true };
}
