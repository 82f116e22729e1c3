import { helpOf, overview } from "../../src/commands/help";
import { flagOf, OPTION_NAMES } from "../../src/commands/options";
import { COMMAND_NAMES, commandOf } from "../../src/commands/table";
import { lineup } from "../inputs";

test("the overview names every command, and where its options are explained", () => {
  for (const name of COMMAND_NAMES) expect(overview(100)).toContain(`lineup ${name}`);
  expect(overview(100)).toContain("lineup COMMAND --help");
});

test.each(COMMAND_NAMES)("the help of %s explains the options that it reads, and no others", (name) => {
  const explained = helpOf(name, 100).match(/^ {2}--[a-z-]+/gm) ?? [];
  const read = OPTION_NAMES.filter((option) => commandOf(name).options.includes(option)).map((it) => `  ${flagOf(it)}`);
  expect(explained).toEqual(read);
  expect(helpOf(name, 100)).toMatch(/^Exit 0 {2}\S/m);
});

test("no line is longer than 100 columns", () => {
  const lines = [overview(100), ...COMMAND_NAMES.map((name) => helpOf(name, 200))].join("\n").split("\n");
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
});

test.each([
  [["help"], overview(100)],
  [["--help"], overview(100)],
  [["-h"], overview(100)],
  [["review", "--help"], helpOf("review", 100)],
  [["review", "plan.json", "--log", "x", "-h"], helpOf("review", 100)],
  [["help", "drift"], helpOf("drift", 100)],
])("%j prints help, and that is no failure", (args, text) => {
  expect(lineup(args)).toMatchObject({ status: 0, stdout: `${text}\n`, stderr: "" });
});

test("without a command the overview is printed, and nothing was judged", () => {
  expect(lineup([])).toMatchObject({ status: 2, stdout: `${overview(100)}\n`, stderr: "" });
});

test.each([
  [["veryfy"], 'there is no command "veryfy": did you mean verify?', "help"],
  [["help", "veryfy"], 'there is no command "veryfy": did you mean verify?', "help"],
  [["constructor"], 'there is no command "constructor": the commands are verify, review,', "help"],
  [["--format", "json"], "the command comes first, got the option --format", "help"],
  [["--token=secret"], "the command comes first, got the option --token: lineup COMMAND", "help"],
  [["review", "--strikt"], "there is no option --strikt: did you mean --strict?", "review --help"],
])("%j is answered by one sentence and where help is", (args, sentence, help) => {
  const { status, stdout, stderr } = lineup(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  const [said, pointer, ...rest] = stderr.split("\n");
  expect(said).toContain(`lineup: ${sentence}`);
  expect([pointer, ...rest]).toEqual([`Run lineup ${help}.`, ""]);
});
