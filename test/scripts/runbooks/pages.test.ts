import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { written } from "../../../environments";
import { readEnvironments } from "../../../environments/environment";
import { CAUSES } from "../../../lineup/src/causes";
import { DIAGNOSES } from "../../../lineup/src/diagnose/causes";
import { diagnose } from "../../../lineup/src/diagnose/repairs";
import { PLACES } from "../../../scripts/runbooks/alerts";
import { anchorOf } from "../../../scripts/runbooks/causes";
import { anchorOfHeading } from "../../../scripts/runbooks/commands";
import { namesOf } from "../../../scripts/runbooks/names";
import { folderOf, runbooksOf } from "../../../scripts/runbooks/pages";
import { withLinks } from "../../../scripts/runbooks/section";
import { ALERTS, SUBJECTS } from "../../../watch/subjects";
import { every } from "../../constructs/workbench";
import { read, synthesizeEnvironment, withEverything } from "../../support/synth";

const root = resolve(__dirname, "../../..");
const ENVIRONMENTS = readEnvironments(written).map((environment) => ({
  name: environment.name,
  environment,
  stack: synthesizeEnvironment(environment),
}));
const everything = read(withEverything());
const EVERYTHING = {
  name: "an environment with everything",
  environment: everything,
  stack: synthesizeEnvironment(everything),
};

const pageOf = (pages: ReadonlyMap<string, string>, file: string) =>
  [...pages].find(([path]) => path.endsWith(`/${file}`))?.[1] ?? "";
const headingsIn = (text: string) => [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => anchorOfHeading(title));
const sectionsIn = (text: string) => text.split(/^(?=### )/m).slice(1);

describe.each(ENVIRONMENTS)("the runbooks of $name", ({ environment, stack, name }) => {
  const pages = runbooksOf({ environment, stack });

  test.each([...pages.keys()])("%s is as generated - npm run runbooks", (page) => {
    expect(readFileSync(join(root, page), "utf8")).toBe(pages.get(page));
  });

  test("nothing else is in their folder", () => {
    const files = readdirSync(join(root, folderOf(name))).map((file) => `${folderOf(name)}/${file}`);
    expect(files.sort()).toEqual([...pages.keys()].sort());
  });

  test("they name no project, Redis or service of another environment", () => {
    const others = ENVIRONMENTS.filter((one) => one.name !== name).flatMap((one) => {
      const { project, redis, all } = namesOf(one);
      return [project, redis, ...all];
    });
    for (const text of pages.values()) expect(others.filter((other) => text.includes(other))).toEqual([]);
  });
});

describe.each([...ENVIRONMENTS, EVERYTHING])("what is written for $name", ({ environment, stack }) => {
  const pages = runbooksOf({ environment, stack });
  const here = namesOf({ environment, stack });

  test("has a section for each alert that ships, and none for another", () => {
    const ids = ALERTS.map(({ id }) => id);
    const headings = headingsIn(pageOf(pages, "alerts.md")).filter((heading) => ids.includes(heading));
    expect(headings.sort()).toEqual([...here.alerts.keys()].sort());
    expect(headings.length).toBeGreaterThan(15);
  });

  test("has one section for each cause that a path or a diagnosis has", () => {
    const codes = [...CAUSES, ...DIAGNOSES].map(({ id }) => anchorOf(id));
    const headings = headingsIn(pageOf(pages, "causes.md"));
    expect(codes.filter((code) => headings.filter((heading) => heading === code).length !== 1)).toEqual([]);
  });

  test("each policy links to a heading that is there", () => {
    const policies = every(stack, "google_monitoring_alert_policy");
    const links = policies.flatMap(({ documentation }) => [documentation].flat().flatMap(({ links }) => links ?? []));
    const { runbooks } = environment.alerts;
    const broken = links.filter(({ url }) => {
      const [path = "", anchor = ""] = url.replace(`${runbooks}/`, "docs/runbooks/").split("#");
      return !headingsIn(pages.get(path) ?? "").includes(anchor);
    });
    expect(links).toHaveLength(policies.length);
    expect(broken).toEqual([]);
  });

  test("each link of a page leads to a file, and to a heading in it", () => {
    const broken = [...pages].flatMap(([page, text]) =>
      [...text.matchAll(/\]\((?!https:)([^)#]*)(?:#([^)]*))?\)/g)].filter(([, file = "", anchor]) => {
        const target = join(dirname(page), file);
        const there =
          pages.get(target) ?? (existsSync(join(root, target)) ? readFileSync(join(root, target), "utf8") : undefined);
        return there === undefined || (anchor !== undefined && !headingsIn(there).includes(anchor));
      }),
    );
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  test("each section says what it means, where to look, what repairs it, what proves it and when to stop, in few lines", () => {
    for (const file of ["alerts.md", "causes.md"]) {
      for (const section of sectionsIn(pageOf(pages, file))) {
        const [heading] = section.split("\n");
        for (const label of ["Look", "Repair", "Proof", "Stop"]) {
          expect([heading, section.includes(`- **${label}** `)]).toEqual([heading, true]);
        }
        const lines =
          section
            .split(/^## /m)[0]
            ?.split("\n")
            .filter((line) => line.trim() !== "") ?? [];
        expect([heading, lines.length <= 20]).toEqual([heading, true]);
      }
    }
  });

  test("each console link is of this project", () => {
    for (const text of pages.values()) {
      const links = [...text.matchAll(/\((https:\/\/console\.cloud\.google\.com[^)]*)\)/g)].map(
        ([, url = ""]) => new URL(url),
      );
      expect(links.length).toBeGreaterThan(0);
      expect(links.filter((url) => url.searchParams.get("project") !== environment.project)).toEqual([]);
    }
  });

  test("the decision tree is one page, and begins with the diagnosis", () => {
    const tree = pageOf(pages, "README.md");
    expect(tree.split("\n").length).toBeLessThanOrEqual(110);
    expect(tree.indexOf(diagnose(here))).toBeLessThan(tree.indexOf("## An alert"));
    // A wide table cannot be read on a phone.
    expect(tree).not.toMatch(/^\|/m);
  });
});

test("what names services names those that the alert is about, and none where it is off", () => {
  const [staging] = ENVIRONMENTS;
  if (!staging) throw new Error("staging is the first environment");
  const here = namesOf(staging);
  expect(here.alerts.get("service-errors")).toEqual(here.all);
  expect(here.alerts.get("slo-availability-fast")).toEqual([here.all[0]]);
  expect(here.alerts.get("redis-memory")).toEqual([]);
  expect(here.alerts.has("redis-failover")).toBe(false);
});

test("a peering that is made again names every range of the connection", () => {
  const page = pageOf(runbooksOf(EVERYTHING), "causes.md");
  const ranges = every(EVERYTHING.stack, "google_service_networking_connection")[0]?.reserved_peering_ranges;
  expect(/--ranges (\S+) --force/.exec(page)?.[1]?.split(",")).toHaveLength(ranges.length);
});

test("each subject says where to look in the console", () => {
  expect(SUBJECTS.map(({ title }) => title).filter((title) => !(title in PLACES))).toEqual([]);
});

test("an alert's first look and repair name the diagnosis as the runbook does", () => {
  const said = ALERTS.flatMap(({ first, repair }) => [...first, ...repair].flatMap(({ command }) => command ?? []));
  const diagnoses = said.filter((command) => command.includes("lineup diagnose"));
  expect(new Set(diagnoses)).toEqual(new Set([diagnose({ project: "PROJECT" })]));
});

test("a page of docs is linked from where the runbook is", () => {
  expect(withLinks("docs/handover.md and docs/runbooks/older-state.md")).toBe(
    "[handover.md](../../handover.md) and [older-state.md](../older-state.md)",
  );
});
