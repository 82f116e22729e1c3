import { readFileSync } from "node:fs";
import { join } from "node:path";
import { written } from "../../environments";
import packageJson from "../../package.json";
import { parsed } from "../../scripts/bootstrap/arguments";
import { enable } from "../../scripts/cloud/apis";
import { FIRST_APIS } from "../../scripts/cloud/open";

const MOST = 8;
const page = readFileSync(join(__dirname, "../../docs/runbooks/bootstrap.md"), "utf8");

/** What is typed: each line of a bash block, and each command in a numbered step, be it set as code or not. */
function commandsOf(text: string): string[] {
  // The role of somebody who is no owner is made by an owner, once, and is no step of the way.
  const own = text.replace(/<!-- identities: begin -->[\s\S]*<!-- identities: end -->/, "");
  const blocks = [...own.matchAll(/^ *```(?:bash|sh|shell)\n([\s\S]*?)^ *```$/gm)].flatMap(([, block = ""]) =>
    block.replaceAll("\\\n", " ").split("\n"),
  );
  const outside = own.replaceAll(/^ *```[\s\S]*?^ *```$/gm, "");
  const steps = outside.match(/^\d+\. .*(?:\n +\S.*)*/gm) ?? [];
  const inSteps = steps.flatMap((step) => step.match(/\b(?:npm (?:run|ci)|gcloud|gh|terraform|export) [^`\n]*/g) ?? []);
  return [...blocks.flatMap((line) => line.split(/&&|;/)), ...inSteps]
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

const commands = commandsOf(page);

test(`from an empty project to the first deploy it takes at most ${MOST} commands`, () => {
  expect(commands).not.toEqual([]);
  expect(commands.slice(MOST)).toEqual([]);
  expect(commands.at(-1)).toBe("npm run deploy -- staging");
});

test("a command is counted wherever a step has it", () => {
  const steps = "1. Run `npm run a`,\n   then `gcloud b`.\n2. `gh c`\n\n```bash\n# no\nd && e; f \\\n  g\n```\n";
  expect(commandsOf(steps)).toEqual(["d", "e", "f    g", "npm run a", "gcloud b", "gh c"]);
});

test("it is one page", () => {
  expect(page.split("\n").length).toBeLessThanOrEqual(80);
});

test("every npm script that it names exists", () => {
  const named = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, script = ""]) => script);
  expect(new Set(named)).toEqual(new Set(["bootstrap", "doctor", "deploy"]));
  expect(named.filter((script) => !(script in packageJson.scripts))).toEqual([]);
});

test("its commands are what the code asks for", () => {
  const { project, name } = Object.values(written).find((one) => one.name === "staging") ?? {};
  expect(commands).toContain(enable(FIRST_APIS, String(project)));
  const bootstrap = commands.find((line) => line.startsWith("npm run bootstrap -- ")) ?? "";
  expect(parsed(bootstrap.split(" ").slice(4))).toMatchObject({ environment: name, repository: "OWNER/NAME" });
});
