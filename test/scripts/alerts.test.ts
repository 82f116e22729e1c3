import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import { readArguments } from "../../lineup/src/commands/arguments";
import { commandOf, isCommand } from "../../lineup/src/commands/table";
import { alertsRunbook, RUNBOOK } from "../../scripts/alerts/runbook";
import { ALERTS } from "../../watch/subjects";
import { every } from "../constructs/workbench";
import { read, synthesizeEnvironment, withEverything } from "../support/synth";

const root = resolve(__dirname, "../..");
const page = readFileSync(join(root, RUNBOOK), "utf8");

/** As GitHub makes anchors of headings of plain words. */
const anchorsIn = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => title.toLowerCase().replaceAll(" ", "-"));

test("the runbook of alerts is current - npm run alerts", () => {
  expect(page).toBe(alertsRunbook());
});

test("each alert has a section, and one alone", () => {
  const anchors = anchorsIn(page);
  for (const { id } of ALERTS) expect(anchors.filter((anchor) => anchor === id)).toEqual([id]);
  expect(new Set(anchors).size).toBe(anchors.length);
});

describe.each([...readEnvironments(written), { ...read(withEverything()), name: "one with everything" }])(
  "what ships for $name",
  (environment) => {
    const policies = every(
      synthesizeEnvironment({ ...environment, name: environment.name.split(" ")[0] ?? "" }),
      "google_monitoring_alert_policy",
    );
    const links = policies.flatMap(({ documentation }) => [documentation].flat().flatMap(({ links }) => links ?? []));

    test("links from each policy to a heading that is there", () => {
      expect(policies.length).toBeGreaterThan(20);
      expect(links).toHaveLength(policies.length);
      const broken = links.filter(({ url }) => {
        const [, file = "", anchor = ""] =
          /^(.+?)#(.+)$/.exec(url.replace(`${environment.alerts.runbooks}/`, "")) ?? [];
        const there = join(root, "docs/runbooks", file);
        return dirname(file) !== "." || !existsSync(there) || !anchorsIn(readFileSync(there, "utf8")).includes(anchor);
      });
      expect(broken).toEqual([]);
    });
  },
);

test("a heading that was renamed is missed", () => {
  expect(anchorsIn(page.replace("### redis-memory", "### redis-memories"))).not.toContain("redis-memory");
});

const COMMANDS = ALERTS.flatMap(({ id, first }) =>
  first.flatMap((line) =>
    [...line.matchAll(/npx lineup ([a-z]+[^|:.?;]*)/g)].map(([, said = ""]) => [id, said.trim()] as const),
  ),
);

test.each(COMMANDS)("of %s: lineup takes %s", (_, said) => {
  const [name = "", ...args] = said.replaceAll("PROJECT", "acme-staging").split(/\s+/);
  if (!isCommand(name)) throw new Error(`lineup has no command ${name}`);
  readArguments(name, commandOf(name), args);
});
