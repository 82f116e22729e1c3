import { COMMAND_NAMES, isCommand } from "../../src/commands/table";
import { typed } from "./process";

const first = (text: string) => text.split("\n")[0];

test.each<[string[], string]>([
  [["verfy"], 'there is no command "verfy": did you mean verify?'],
  [["plan"], 'there is no command "plan": did you mean review?'],
  [["Check"], 'there is no command "Check": did you mean verify?'],
  [["package.json"], 'there is no command "package.json": did you mean lineup verify package.json?'],
  [["-"], "the command comes first, got the option -: lineup COMMAND …"],
  [["toString"], `there is no command "toString": the commands are ${COMMAND_NAMES.join(", ")}`],
  [["verify", "--jsn"], "there is no option --jsn: did you mean --format json?"],
  [["verify", "--json"], "there is no option --json: did you mean --format json?"],
  [["review", "-o", "x", "plan.json"], "there is no option -o: did you mean --output?"],
  [["review", "-json", "plan.json"], "there is no option -json: did you mean --format json?"],
  [["review", "-var-file=x", "plan.json"], "there is no option -var-file: did you mean --var-file?"],
  [["review", "-x", "plan.json"], "there is no option -x"],
  [["verify", "-v"], "there is no option -v: did you mean lineup --version?"],
  [["verify", "--no-color"], "there is no option --no-color: did you mean NO_COLOR=1 in the environment?"],
  [["verify", "--constructor"], "there is no option --constructor"],
  // What another command reads is not suggested.
  [["diagram", "--json"], "there is no option --json"],
  [["explain", "-q"], "there is no option -q"],
])("%j is answered with what it is called here", async (args, sentence) => {
  const { status, stdout, stderr } = await typed(args);
  expect({ status, stdout, said: first(stderr) }).toEqual({ status: 2, stdout: "", said: `lineup: ${sentence}` });
});

test("an address is not opened, and a folder or a file is not guessed from nothing", async () => {
  expect((await typed(["verify", "https://a.example/plan.json"])).stderr).toBe(
    "lineup: https://a.example/plan.json is an address, and lineup opens none: download the file, and name that\n",
  );
  expect((await typed(["verify", "nothing-like-it"])).stderr).toBe("lineup: nothing-like-it does not exist\n");
});

test("what follows -- is no option, however it is written", async () => {
  expect(first((await typed(["verify", "--", "-json"])).stderr)).toBe("lineup: -json does not exist");
});

test("no name that is typed can print more than a line of visible characters", async () => {
  for (const hostile of ["a\nb\u001b[31m\u202e", "x".repeat(100_000), "-".repeat(5_000), `-${"y".repeat(100_000)}`]) {
    for (const args of [[hostile], ["verify", hostile], ["verify", `--${hostile}`], ["help", hostile]]) {
      const { status, stderr } = await typed(args);
      expect(status).toBe(2);
      expect(stderr).toMatch(/^lineup: [^\n]+\n(Run lineup [^\n]+\n)?$/);
      expect(stderr).not.toContain("\u001b");
      expect(stderr).not.toContain("\u202e");
    }
  }
});

test.each([["--version"], ["-V"], ["-v"], ["version"], ["verify", "--version"]])(
  "%s %s prints the version",
  async (...args) => {
    const { status, stdout, stderr } = await typed(args.filter((arg) => arg !== undefined));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^lineup \d+\.\d+\.\d+\n$/);
  },
);

test.each(COMMAND_NAMES)("the example of %s is a command that it takes", async (name) => {
  const { stdout } = await typed([name, "--help"]);
  const [, example = ""] = /\nExample\n {2}lineup (.*)\n$/.exec(stdout) ?? [];
  const args = example.split(" ");
  expect(args[0]).toBe(name);
  expect(isCommand(name)).toBe(true);
  if (name === "inventory" || name === "explain") return;
  expect(first((await typed(args)).stderr)).toMatch(/^lineup: \S+ does not exist/);
});

test.each([50, 80, 200])("help fits %i columns, and never takes more than 100", async (columns) => {
  for (const args of [["help"], ...COMMAND_NAMES.map((name) => [name, "--help"]), ["explain"]]) {
    const { stdout } = await typed(args, { columns });
    const most = args[0] === "explain" && args.length === 1 ? columns : Math.min(columns, 100);
    const long = stdout.split("\n").filter((line) => [...line].length > most && /\S\s+\S/.test(line.slice(2)));
    expect(long.filter((line) => !line.startsWith("  lineup "))).toEqual([]);
  }
});
