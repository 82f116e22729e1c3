import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readArguments } from "../../../lineup/src/commands/arguments";
import { flagOf } from "../../../lineup/src/commands/options";
import { commandOf, isCommand } from "../../../lineup/src/commands/table";
import { GUIDES, proofOf } from "../../../lineup/src/diagnose/repairs";
import packageJson from "../../../package.json";
import { parts, tokens } from "../../../rehearsal/shell";
import { parsed } from "../../../scripts/rollback/arguments";
import { type Command, commandsIn } from "../../../scripts/runbooks/commands";
import { problemsOfGcloud, unknownToGcloud } from "../../../scripts/runbooks/gcloud";
import { commandsToRun, openWords } from "../../../scripts/runbooks/to-run";
import { ALERTS, SUBJECTS } from "../../../watch/subjects";

const root = resolve(__dirname, "../../..");

function pagesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return pagesBelow(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

const PAGES = ["README.md", "lineup/README.md", ...pagesBelow("docs")];
const WRITTEN = PAGES.flatMap((page) => commandsIn(page, readFileSync(join(root, page), "utf8")));
/** What is printed and sent, and stands on no page as it is. */
const SAID = [
  ...ALERTS.flatMap(({ id, first, repair }) => [...first, ...repair].map((deed) => ({ ...deed, of: id }))),
  ...SUBJECTS.flatMap(({ title, after }) => (after.proof ?? []).map((deed) => ({ ...deed, of: title }))),
  ...Object.keys(GUIDES).flatMap((code) =>
    [{}, { environment: "staging", isManaged: false }].flatMap((names) =>
      [...(GUIDES[code]?.look(names) ?? []), ...(GUIDES[code]?.repair(names) ?? []), ...proofOf(code, names)].map(
        (step) => ({ ...step, of: code }),
      ),
    ),
  ),
].flatMap(({ of, command }) => (command === undefined ? [] : commandsIn(of, `\`\`\`bash\n${command}\n\`\`\``)));

const ALL = [...WRITTEN, ...SAID];
const of = (tool: Command["tool"]) => ALL.filter((one) => one.tool === tool);
const told = ({ page, line, text }: Command) => `${page}:${line}: ${text}`;

test("many commands are written", () => {
  for (const [tool, least] of [
    ["npm", 100],
    ["gcloud", 100],
    ["lineup", 50],
    ["terraform", 10],
  ] as const) {
    expect([tool, of(tool).length > least]).toEqual([tool, true]);
  }
  expect(SAID.length).toBeGreaterThan(150);
});

test("each gcloud command, and each of its flags, is one that Google documents", () => {
  const wrong = of("gcloud").flatMap((one) => {
    const problems = one.isNamed ? unknownToGcloud(one.words) : problemsOfGcloud(one.words);
    return problems.map((problem) => `${told(one)}: ${problem}`);
  });
  expect(wrong).toEqual([]);
});

test("each npm script is one of this repository", () => {
  const wrong = of("npm").filter(
    ({ words: [verb, script = ""] }) => verb === "run" && !(script in packageJson.scripts),
  );
  expect(wrong.map(told)).toEqual([]);
});

test("each rollback takes what is said to it", () => {
  const rollbacks = of("npm").filter(({ words: [, script], isNamed }) => script === "rollback" && !isNamed);
  const wrong = rollbacks.flatMap((one) => {
    // A revision that is to be filled in is one of the names that Cloud Run gives.
    const words = one.words.slice(3).map((word) => (/^[A-Z]+$/.test(word) ? word.toLowerCase() : word));
    try {
      parsed(words);
      return [];
    } catch (error) {
      return [`${told(one)}: ${(error as Error).message}`];
    }
  });
  expect(rollbacks.length).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});

/** What lineup says to these words; in a sentence only its options are looked at. */
function problemOfLineup({ words, isNamed }: Command): string | undefined {
  const [name = "", ...args] = words;
  if (name.startsWith("-") || name === "COMMAND") return undefined;
  if (!isCommand(name)) return `lineup has no command ${name}`;
  const command = commandOf(name);
  const flags = args.filter((word) => word.startsWith("--")).map((word) => word.slice(2).split("=")[0] ?? "");
  const unknown = flags.filter((flag) => !command.options.map(flagOf).includes(`--${flag}`) && flag !== "help");
  if (unknown.length > 0) return `lineup ${name} has no option --${unknown[0]}`;
  try {
    if (!isNamed) readArguments(name, command, args);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

test("each lineup command takes what is said to it", () => {
  const wrong = of("lineup").flatMap((one) => {
    const problem = problemOfLineup(one);
    return problem === undefined ? [] : [`${told(one)}: ${problem}`];
  });
  expect(wrong).toEqual([]);
});

const TERRAFORM =
  /^(-chdir=\S+ )?(apply|console|destroy|force-unlock|import|init|plan|providers|show|state (list|mv|pull|push|rm|show)|untaint|version|validate|workspace)\b/;

test("each terraform command is one that Terraform has", () => {
  expect(
    of("terraform")
      .filter(({ words }) => words.length > 0 && !TERRAFORM.test(words.join(" ")))
      .map(told),
  ).toEqual([]);
});

test.each([
  ["redis instances describes staging-redis", /there is no "gcloud redis instances describes staging-redis"/],
  ["rediss instances describe staging-redis", /there is no/],
  ["redis instances describe staging-redis --region r --projekt p", /has no flag --projekt/],
  ["redis instances describe staging-redis", /needs --region/],
  ["redis instances describe --region r", /needs 1 beside its flags, got 0/],
  ["redis instances describe a b --region r", /does not take "b"/],
  ["compute firewall-rules update rule --disabled=yes", /--disabled takes no value, got "yes"/],
  ["compute firewall-rules update rule --priority", /--priority needs a value/],
  ["compute firewall-rules update rule --priority --disabled", /--priority needs a value/],
  [
    "compute networks peerings list-routes p --network n --region r --direction UP",
    /--direction is one of INCOMING, OUTGOING, got "UP"/,
  ],
  ["toString", /there is no/],
  ["redis instances describe x --region r --constructor", /has no flag --constructor/],
])("gcloud %s is refused", (command, problem) => {
  expect(problemsOfGcloud(tokens(command)).join("\n")).toMatch(problem);
});

test.each([
  "compute firewall-rules update rule --no-disabled --project p",
  "redis instances describe staging-redis --region=us-central1 --format 'value(host,port)'",
  "logging read 'severity>=ERROR --not-a-flag' --freshness 15m",
])("gcloud %s is taken", (command) => {
  expect(problemsOfGcloud(tokens(command))).toEqual([]);
});

test("a command that is only named in a sentence need not be whole, and has no flag of its own", () => {
  expect(unknownToGcloud(tokens("services vpc-peerings update --force"))).toEqual([]);
  expect(unknownToGcloud(tokens("services vpc-peerings update --forced"))).toHaveLength(1);
  expect(problemsOfGcloud(tokens("run services describe"))).toHaveLength(1);
});

const PAGE = `# A page

Say \`npm run plan -- staging\`, and \`terraform\` is only a word. \`gcloud redis instances list | cat\`

### redis-memory

- **Look** How much?\\
  \`gcloud redis instances describe r --region us --filter 'state:delete'\`
- **Repair** Deploy:\\
  \`npm run deploy -- staging\`
- **Proof** It is over:\\
  \`npx lineup diagnose --project p\`

And \`npm run destroy -- staging\`

\`\`\`bash
# a comment with gcloud in it
TF_LOG=debug terraform -chdir=a/b untaint x && npm ci   # both
gcloud run deploy s --image "$IMAGE" \\
  --region us > out.txt
\`\`\`

\`\`\`text
gcloud is not a command here
\`\`\`
`;

test("every command is found, with its section, what it is for, and whether it changes something", () => {
  const found = commandsIn("p.md", PAGE).map(({ section, label, tool, changes, text }) => [
    section,
    label,
    tool,
    changes,
    text,
  ]);
  expect(found).toEqual([
    ["a-page", undefined, "npm", false, "npm run plan -- staging"],
    ["a-page", undefined, "gcloud", false, "gcloud redis instances list"],
    ["redis-memory", "look", "gcloud", false, "gcloud redis instances describe r --region us --filter 'state:delete'"],
    ["redis-memory", "repair", "npm", true, "npm run deploy -- staging"],
    ["redis-memory", "proof", "lineup", false, "npx lineup diagnose --project p"],
    ["redis-memory", undefined, "npm", true, "npm run destroy -- staging"],
    ["redis-memory", undefined, "terraform", true, "TF_LOG=debug terraform -chdir=a/b untaint x"],
    ["redis-memory", undefined, "npm", false, "npm ci"],
    ["redis-memory", undefined, "gcloud", true, 'gcloud run deploy s --image "$IMAGE"  --region us'],
  ]);
});

test.each([
  ["npm run rollback -- staging --service s", false],
  ["npm run rollback -- staging --service s --to r", true],
  ["npm run rollback -- staging --config HEAD~1", true],
  ["npm run rollback -- staging --service s --release", true],
  ["terraform -chdir=f state push errored.tfstate", true],
  ["terraform -chdir=f state list", false],
  ["terraform -chdir=f force-unlock 1", true],
  ["gcloud compute firewall-rules update RULE --disabled", true],
  ["gcloud secrets versions list s --filter 'state:enable'", false],
  ["gcloud secrets versions enable 3 --secret s", true],
  ["gh workflow run drift.yaml", true],
  ["gh run list", false],
  ["npx lineup adopt --project p", false],
])("%s: does it change something? %s", (text, changes) => {
  expect(commandsIn("p", `\`${text}\``).map((one) => one.changes)).toEqual([changes]);
});

test("a line of shell is taken apart where a shell does it", () => {
  const texts = (line: string) => parts(line).map(({ text }) => text);
  expect(texts("a 'b && c' | d; e || f 2>/dev/null # g | h")).toEqual(["a 'b && c'", "d", "e", "f"]);
  expect(texts("# only a comment")).toEqual([]);
  expect(texts("a#b 'c # d'")).toEqual(["a#b 'c # d'"]);
  expect(tokens(`a 'b c'"d \\"e" f\\ g ''`)).toEqual(["a", 'b cd "e', "f g", ""]);
  expect(tokens("an 'open quote")).toEqual(["an", "'open", "quote"]);
});

test("a rehearsal is given each command of npm, lineup and Terraform once, and what is open in it", () => {
  const run = commandsToRun([
    ["p.md", PAGE],
    ["q.md", PAGE],
  ]);
  expect(run.map(({ page, text }) => [page, text])).toEqual([
    ["p.md", "npm run deploy -- staging"],
    ["p.md", "npx lineup diagnose --project p"],
    ["p.md", "TF_LOG=debug terraform -chdir=a/b untaint x"],
    ["p.md", "npm ci"],
  ]);
  const [open] = commandsToRun([["p.md", "```bash\nnpm run rollback -- staging --to REVISION --config HEAD~1\n```"]]);
  expect(open && openWords(open)).toEqual(["REVISION"]);
});
