import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import packageJson from "../../package.json";
import { anchorOfHeading } from "../../scripts/runbooks/commands";
import { synthesizeEnvironment } from "../support/synth";

const root = join(__dirname, "../..");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "ARCHITECTURE.md",
  "lineup/README.md",
  "lineup/CHANGELOG.md",
  "SECURITY.md",
  ...pagesBelow("docs"),
];
const text = (page: string) => readFileSync(join(root, page), "utf8");

/** As GitHub makes them of headings, and those that are written. */
function anchorsIn(markdown: string): Set<string> {
  const headings = [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = ""]) => anchorOfHeading(title));
  const written = [...markdown.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);
  return new Set([...headings, ...written]);
}

function pagesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return pagesBelow(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

describe.each(pages)("%s", (page) => {
  test("links to files that exist", () => {
    const links = [...text(page).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link]) => String(link));
    const broken = links.filter((link) => !/^https?:/.test(link) && !existsSync(join(root, dirname(page), link)));
    expect(broken).toEqual([]);
  });

  test("links to headings that exist", () => {
    const links = [...text(page).matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)];
    const broken = links.filter(([, file = "", anchor = ""]) => {
      const target = file === "" ? page : join(dirname(page), file);
      return target.endsWith(".md") && existsSync(join(root, target)) && !anchorsIn(text(target)).has(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  test("names npm scripts that exist", () => {
    const scripts = [...text(page).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => String(script));
    expect(scripts.filter((script) => !(script in packageJson.scripts))).toEqual([]);
  });
});

describe("what the README says about staging", () => {
  const [staging] = readEnvironments(written);
  if (!staging) throw new Error("staging is the first environment");
  const stack = synthesizeEnvironment(staging);
  const readme = text("README.md");
  const firewalls: Record<string, Record<string, unknown>> = stack.resource.google_compute_firewall;

  test("lists every firewall rule, with its direction and priority, and no other", () => {
    const rows = readme.split("\n").filter((line) => /^\| `(allow|deny)-/.test(line));
    const listed = rows.flatMap((row) => {
      const [names, where] = row.split("|").slice(1, 3);
      return [...String(names).matchAll(/`([^`]+)`/g)].map(([, name]) => `${name} ${where?.trim()}`);
    });
    const synthesized = Object.values(firewalls).map(
      (rule) => `${rule.name} ${String(rule.direction).toLowerCase()}, ${rule.priority}`,
    );
    expect(listed.sort()).toEqual(synthesized.sort());
  });

  test("draws resources with their names", () => {
    const diagram = /```mermaid\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const drawn = [...diagram.matchAll(/[[("{]+((?:staging|netra|deny)-[a-z-]+)/g)].map(([, name]) => String(name));
    const json = JSON.stringify(stack.resource);
    expect(drawn.length).toBeGreaterThan(7);
    expect(drawn.filter((name) => !json.includes(`"${name}"`))).toEqual([]);
  });

  test("shows errors as the schema gives them", () => {
    const input = structuredClone(written["environments/staging.ts"]);
    if (!input) throw new Error("staging is written");
    input.connector.range = "10.2.0.0/24";
    Object.assign(input.services.backend?.env ?? {}, { API_BASE_URL: "http://localhost:8000" });
    let message = "";
    try {
      readEnvironments({ "environments/staging.ts": input });
    } catch (error) {
      message = (error as Error).message;
    }
    const shown = readme.split("\n").filter((line) => line.startsWith("environments/staging.ts: "));
    expect(shown).toHaveLength(2);
    for (const line of shown) expect(message).toContain(line);
  });
});

test("the first command prints what the README shows", () => {
  const { status, stdout } = spawnSync(process.execPath, ["lineup/bin/lineup.js", "verify", "--strict"], {
    cwd: root,
    encoding: "utf8",
  });
  const shown = text("README.md")
    .split("\n")
    .filter((line) => /✓/.test(line));
  expect(status).toBe(0);
  expect(shown).toHaveLength(3);
  // A service more makes the names' column wider and both paths three, a pin an assumption; what is said of these two stays.
  const apart = (line: string) =>
    line
      .replace(/ ─+ /g, " ─ ")
      .replace(/: (both|all \d+) paths/, ": all paths")
      .replace(/, on \d+ assumptions?$/, "");
  for (const line of shown) expect(stdout.split("\n").map(apart)).toContain(apart(line));
});
