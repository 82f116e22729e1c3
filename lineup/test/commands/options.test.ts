import { planFile } from "../../../corpus/recorder/recording";
import { readArguments } from "../../src/commands/arguments";
import { flagOf, OPTION_NAMES, OPTIONS, type OptionName, placeholderOf } from "../../src/commands/options";
import { COMMAND_NAMES, type CommandName, commandOf, readersOf } from "../../src/commands/table";
import { terminalOf } from "../../src/terminal";
import { UsageError } from "../../src/usage-error";
import { corpus } from "../inputs";

/** Who reads what. Whoever gives a command another option adds it here, in its help, and in its document. */
const READ: Record<CommandName, string> = {
  verify: "format output config var varFile from to strict allowNone quiet",
  review: "format output config var varFile from to exceptions strict allowNone quiet",
  drift:
    "format output config var varFile from to exceptions log refreshed inventory ownedBy live all project impersonate strict allowNone quiet",
  diagram: "output config var varFile from to",
  inventory: "output project impersonate quiet",
  adopt: "format output environment project inventory impersonate state old removed write quiet",
  diagnose: "format output config project service probe trace bundle impersonate quiet",
  probe: "format output inventory environment state project service job trace printJob impersonate quiet",
  explain: "output",
};

const PLAN = "plan.json";
const inputsOf = (name: CommandName) => (commandOf(name).inputs.most === 0 ? [] : [PLAN]);

/** What has to be given beside an option for it to make sense. */
const BESIDE: Partial<Record<OptionName, string[]>> = {
  var: ["--config", "stack"],
  varFile: ["--config", "stack"],
  live: ["--project", "acme-staging"],
  project: ["--live"],
  impersonate: ["--live", "--project", "acme-staging"],
};

const valueFor = (option: OptionName) => {
  const { takes } = OPTIONS[option];
  return typeof takes === "string" ? "value" : takes[0];
};
const repeats = (option: OptionName) => "repeats" in OPTIONS[option];
const typed = (option: OptionName) =>
  placeholderOf(option) === undefined ? [flagOf(option)] : [flagOf(option), valueFor(option)];

function read(name: CommandName, ...args: string[]) {
  return readArguments(name, commandOf(name), args);
}

function besideFor(name: CommandName, option: OptionName, isRead: boolean): string[] {
  const project = ["--project", "acme-staging"];
  if (name === "inventory" || name === "diagnose") return project;
  if (name === "probe") return option === "printJob" ? [] : project;
  if (name === "adopt" && isRead) {
    return option === "inventory" ? [] : [...project, ...(option === "removed" ? ["--old", "old.json"] : [])];
  }
  return name === "drift" || (isRead && /^var/.test(option)) ? (BESIDE[option] ?? []) : [];
}

const cells = COMMAND_NAMES.flatMap((name) => OPTION_NAMES.map((option) => [name, flagOf(option), option] as const));

describe("each command and each option", () => {
  test.each(cells)("%s and %s: read or refused", (name, flag, option) => {
    const isRead = READ[name].split(" ").includes(option);
    const beside = besideFor(name, option, isRead);
    const args = [
      ...beside.filter((_, index) => !(beside[index - 1] === flag || beside[index] === flag)),
      ...typed(option),
    ];
    const inputs = option === "write" ? [] : inputsOf(name);
    const reading = () => read(name, ...inputs, ...args);
    if (isRead) {
      const place = args.length - 1 + inputs.length - 1;
      const once = repeats(option) ? [{ value: valueFor(option), place }] : valueFor(option);
      expect(reading().options[option]).toEqual(placeholderOf(option) === undefined ? true : once);
    } else {
      expect(reading).toThrow(UsageError);
      expect(reading).toThrow(`${name} takes no ${flag}: only `);
      for (const reader of readersOf(option)) expect(reading).toThrow(new RegExp(`only .*\\b${reader}\\b.* it$`));
    }
  });

  test("an option is read by at least one command", () => {
    expect(OPTION_NAMES.filter((option) => readersOf(option).length === 0)).toEqual([]);
  });
});

describe("what a command lists it reads", () => {
  const samples: Record<CommandName, string[]> = {
    verify: [corpus("verify/ok")],
    review: [planFile("review", "nothing")],
    drift: [planFile("drift", "none"), "--refreshed"],
    diagram: [corpus("verify/ok")],
    inventory: ["--project", "1"],
    adopt: [corpus("verify/ok"), "--project", "1"],
    diagnose: ["--project", "1"],
    probe: ["--project", "1"],
    explain: ["FIREWALL_RULE"],
  };

  test.each(COMMAND_NAMES)("%s", async (name) => {
    const command = commandOf(name);
    const seen = new Set<string>(["output"]);
    const { inputs, options } = readArguments(name, command, samples[name]);
    const watched = new Proxy(options, {
      get(target, key) {
        seen.add(String(key));
        return Reflect.get(target, key);
      },
    });
    command.check?.(inputs, watched);
    // A project that is no project ends before anything is asked.
    await Promise.resolve()
      .then(() =>
        command.run(inputs, watched, {
          caller: {},
          terminal: terminalOf(undefined, {}),
          progress: () => {},
          say: () => {},
        }),
      )
      .catch((error) => expect(error).toBeInstanceOf(UsageError));
    expect(command.options.filter((option) => !seen.has(option))).toEqual([]);
  });
});

describe("every option that takes a value", () => {
  const withValue = OPTION_NAMES.filter((option) => placeholderOf(option) !== undefined);
  const reader = (option: OptionName) => readersOf(option)[0] ?? "verify";

  test.each(withValue)("%s is refused without one, with an empty one, and before another option", (option) => {
    const name = reader(option);
    const flag = flagOf(option);
    expect(() => read(name, ...inputsOf(name), flag)).toThrow(new RegExp(`^${flag} takes .*, got nothing$`));
    for (const empty of [[flag, ""], [`${flag}=`]]) {
      expect(() => read(name, ...inputsOf(name), ...empty)).toThrow(
        new RegExp(`^${flag} takes .*, got an empty string$`),
      );
    }
    expect(() => read(name, ...inputsOf(name), flag, "--token=secret")).toThrow(/, got the option --token instead$/);
  });

  test.each(withValue.filter((option) => !repeats(option)))("%s is refused when it is given twice", (option) => {
    const name = reader(option);
    expect(() => read(name, ...inputsOf(name), ...typed(option), ...typed(option))).toThrow(
      `${flagOf(option)} is given twice, as "${valueFor(option)}" and as "${valueFor(option)}": give it once`,
    );
  });
});

test.each(OPTION_NAMES.filter((option) => placeholderOf(option) === undefined))("%s takes no value", (option) => {
  const name = readersOf(option)[0] ?? "verify";
  expect(() => read(name, `${flagOf(option)}=no`)).toThrow(`${flagOf(option)} takes no value, got "no"`);
});

test.each<[string, CommandName, string[], string]>([
  [
    "a format that does not exist",
    "verify",
    ["--format", "xml"],
    '--format takes text, json, markdown, sarif or html, got "xml"',
  ],
  [
    "an option that is misspelt",
    "review",
    ["--allow-nome", PLAN],
    "there is no option --allow-nome: did you mean --allow-none?",
  ],
  ["an option that does not exist", "review", ["--token=secret", PLAN], "there is no option --token"],
  ["a short option", "review", ["-q", PLAN], "there is no option -q"],
  ["an empty input", "verify", [""], "verify got an empty string where it takes [INPUT…]: is a shell variable unset?"],
  ["no plan", "review", [], "review takes one PLAN, got none: "],
  ["two plans", "drift", [PLAN, PLAN], "drift takes one PLAN, got 2: "],
  ["an input of inventory", "inventory", [PLAN], 'inventory takes no input, got "plan.json": it reads the project'],
  ["--var without a configuration", "review", ["--var", "a=1", PLAN], "--var gives values to the variables of a"],
  [
    "--var-file without a configuration",
    "drift",
    ["--var-file", "a", PLAN],
    "--var-file gives values to the variables",
  ],
  ["--config alone", "verify", ["--config", "stack"], "--config goes with the plan that it belongs to"],
  ["--config alone, of a diagram", "diagram", ["--config", "stack"], "--config goes with the plan that it belongs to"],
  ["two proofs", "drift", [PLAN, "--log", "a", "--refreshed"], "--log proves what --refreshed only claims"],
  ["two inventories", "drift", [PLAN, "--live", "--inventory", "a", "--project", "p"], "give one of them"],
  [
    "--live without a project",
    "drift",
    [PLAN, "--live"],
    "--live takes --project ID, the project to read, and got none",
  ],
  ["--project without --live", "drift", [PLAN, "--project", "p"], "--project is read only together with --live"],
  ["--impersonate without --live", "drift", [PLAN, "--impersonate", "p"], "--impersonate is read only together with"],
  ["inventory without a project", "inventory", [], "inventory takes --project ID, the project to read, and got none"],
  ["standard input twice", "verify", ["-", "-"], "can be read only once, and it is named for an input and an input"],
  ["standard input for a plan and its log", "drift", ["-", "--log", "-"], "it is named for an input and --log"],
])("%s is refused in one sentence", (_, name, args, sentence) => {
  expect(() => read(name, ...args)).toThrow(UsageError);
  expect(() => read(name, ...args)).toThrow(sentence);
  expect(() => read(name, ...args)).not.toThrow(/\n|secret/);
});

test("what follows -- is an input, and a value may follow =", () => {
  expect(read("verify", "--", "--format").inputs).toEqual(["--format"]);
  expect(read("verify", "--from=-x", PLAN).options.from).toBe("-x");
});
