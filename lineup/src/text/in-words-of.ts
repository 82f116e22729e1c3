import type { Program } from "../../../facts/programs";

/**
 * The program as people type it; "Terraform" with a capital is the language, which both speak. Never the end of a name
 * that people gave: `google_redis_instance.terraform`, `acme-terraform`.
 */
const TYPED = /(?<![\w.\-\]/@:"])terraform(?=[ '])/g;

/** A sentence whose commands are those of the program that people run. */
export function inWordsOf(program: Program, sentence: string): string {
  return program === "terraform" ? sentence : sentence.replace(TYPED, program);
}

/** The fields of a report that are sentences of lineup's own. */
const SENTENCES = new Set(["message", "fix", "repair", "commands", "proofCommands", "consequence", "undo", "why"]);

/** A report whose sentences are in the words of that program. */
export function reportInWordsOf<Report>(program: Program, report: Report): Report {
  return program === "terraform" ? report : (rewritten(report, "", program) as Report);
}

function rewritten(value: unknown, key: string, program: Program): unknown {
  if (typeof value === "string") return SENTENCES.has(key) ? inWordsOf(program, value) : value;
  if (Array.isArray(value)) return value.map((item) => rewritten(item, key, program));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rewritten(inner, name, program)]));
}
