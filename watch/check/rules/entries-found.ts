import { ENTRY_FIELDS, ENTRY_SEVERITIES, LOG_FILTER_CHARACTERS } from "../../../facts/metrics/entries";
import { entryTest } from "../../filter/entries";
import { FilterError } from "../../filter/filter-error";
import type { Comparison } from "../../filter/tree";
import { readLogFilter } from "../log-filter";
import { listed, type Mistake, shown } from "../mistake";
import { textsOf } from "../query";
import type { Rule } from "../subject";
import { type Known, type Meets, pathOf, type Term, valuesIn } from "../ways";

/** What an entry has once: of a list, and what is inside a payload may be one, two things can hold. */
const HAS_ONE = /^(?:severity|logName|resource\..+)$/;
const SEVERITIES: Known = { values: ENTRY_SEVERITIES, areAll: true };
const UNKNOWN: Known = { values: [], areAll: false };

/** A filter over logs that no entry meets counts nothing, and says nothing of it. */
export const entriesFound: Rule = ({ watching }) =>
  watching.logMetrics.flatMap(({ at, filter }): Mistake[] => {
    const read = readLogFilter(filter);
    if (read instanceof FilterError) return [];
    const mistakes = read.comparisons.flatMap((one) => unknownIn(one).map((mistake) => ({ at, ...mistake })));
    if (filter.length > LOG_FILTER_CHARACTERS) {
      const what = `a filter over logs has ${LOG_FILTER_CHARACTERS} characters at most`;
      mistakes.push({ at, what, got: String(filter.length), wayOut: "count fewer texts" });
    }
    const excluded = (read.ways ?? []).map(excludedIn);
    const [path] = excluded;
    if (path === undefined || excluded.includes(undefined)) return mistakes;
    const what = `no entry has a ${path} that is all of this`;
    return [...mistakes, { at, what, got: shown(filter), wayOut: "leave out what excludes the rest" }];
  });

function unknownIn(comparison: Comparison): Omit<Mistake, "at">[] {
  const { path, operator } = comparison;
  const [field = ""] = path;
  if (!(ENTRY_FIELDS as readonly string[]).includes(field)) {
    return [{ what: "an entry has no such field", got: shown(field), wayOut: `there are ${listed(FIRST_FIELDS)}` }];
  }
  const wrong = textsOf(comparison).find((text) => {
    if (path.join(".") === "severity" && operator !== "=~" && operator !== "!~" && operator !== ":")
      return !isSeverity(text);
    return path.join(".") === "logName" && operator === "=" && !text.includes("/logs/");
  });
  if (wrong === undefined) return [];
  const wayOut = field === "severity" ? `it is one of ${ENTRY_SEVERITIES.join(", ")}` : 'write log_id("…")';
  return [{ what: `${field} is never this`, got: shown(wrong), wayOut }];
}

/** Those that are meant, most of the time. */
const FIRST_FIELDS = ["jsonPayload", "textPayload", "severity", "resource", "logName", "labels", "httpRequest"];

/** By its word, or by its number. */
function isSeverity(text: string): boolean {
  return (ENTRY_SEVERITIES as readonly string[]).includes(text.toUpperCase()) || /^\d{1,4}$/.test(text);
}

function excludedIn(way: readonly Term[]): string | undefined {
  const paths = [...new Set(way.map(pathOf))].filter((path) => HAS_ONE.test(path));
  const isNumbered = way.some(({ comparison }) => textsOf(comparison).some((text) => /^\d+$/.test(text)));
  const known = (path: string) => (path === "severity" && !isNumbered ? SEVERITIES : UNKNOWN);
  return paths.find((path) => valuesIn(way, path, known(path), meets, whateverCase)?.length === 0);
}

/** "Case doesn't matter" to Logging, unlike to Monitoring; an address is in small letters as it is. */
const whateverCase = (text: string) => (text.startsWith("google_") ? text : text.toUpperCase());

/** As Logging compares; what is known at the deploy alone may be anything. */
const meets: Meets = (comparison, value) => {
  const entry = comparison.path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  return value.startsWith("google_") || entryTest(comparison)(entry as Record<string, unknown>);
};
