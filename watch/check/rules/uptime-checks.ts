import { RESOURCES } from "../../../facts/metrics";
import { UPTIME_PERIODS_SECONDS } from "../../../facts/metrics/limits";
import { listed, type Mistake, shown } from "../mistake";
import { misnamed } from "../named";
import type { Rule } from "../subject";

const KINDS = ["uptime_url", "cloud_run_revision"];

/** An uptime check asks something of this stack, and some policy listens. */
export const uptimeChecks: Rule = ({ watching, made, queries }) =>
  watching.uptimeChecks.flatMap(({ at, title, resource, path, everySeconds, accepts = [] }): Mistake[] => {
    const mistakes: Mistake[] = [];
    const add = (what: string, got: string, wayOut: string) => mistakes.push({ at, what, got, wayOut });
    if (!(UPTIME_PERIODS_SECONDS as readonly number[]).includes(everySeconds)) {
      add(
        "no period of an uptime check",
        shown(everySeconds),
        `it is one of ${listed(UPTIME_PERIODS_SECONDS.map((one) => `${one}s`))}`,
      );
    }
    const taken = accepts.find((one) => !/^(?:STATUS_CLASS_)?[23]/.test(one));
    if (taken !== undefined) {
      add(
        "an error is taken for an answer, and nobody hears of it",
        shown(taken),
        "leave it out: 2xx is what is taken",
      );
    }
    const rare = watching.policies.flatMap(({ conditions }) =>
      conditions.filter(
        ({ filter, aggregations }) =>
          filter.includes(`\${${at}.uptime_check_id}`) && aggregations.some((one) => one.everySeconds < everySeconds),
      ),
    );
    if (rare.length > 0) {
      add(
        "it asks less often than its alert looks back",
        `${everySeconds} s`,
        "ask at least once in an alignment period",
      );
    }
    if (!path.startsWith("/")) add("a path begins with a slash", shown(path), 'write "/health/ready"');
    if (!queries.some(({ role, filter }) => role === "condition" && filter.includes(`\${${at}.uptime_check_id}`))) {
      add(
        "nobody hears of this check",
        shown(title),
        `name metric.labels.check_id="\${${at}.uptime_check_id}" in a policy`,
      );
    }
    const labels = KINDS.includes(resource.type) ? RESOURCES[resource.type]?.labels : undefined;
    if (!labels) {
      add("an uptime check is of no such resource", shown(resource.type), `it is one of ${listed(KINDS)}`);
      return mistakes;
    }
    for (const [key, value] of Object.entries(resource.labels)) {
      const form = Object.hasOwn(labels, key) ? labels[key] : undefined;
      const wrong = form
        ? misnamed(value, `the label ${key}`, form, made)
        : { what: "there is no such label", got: key, wayOut: `${resource.type} has ${listed(Object.keys(labels))}` };
      if (wrong) mistakes.push({ at, ...wrong });
    }
    return mistakes;
  });
