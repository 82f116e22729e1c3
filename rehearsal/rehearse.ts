import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { plainLines } from "./report/lines";
import { PROJECT_FOLDER, ScenarioContext } from "./scenario-context";
import { DEFAULT, scenarios } from "./scenarios";
import type { Scenario } from "./scenarios/scenario";
import { runSteps, type ScenarioStep, type StepListener } from "./steps";
import { findTools, type Tools, toolsOrWhyNot } from "./tools";

/** Output, tools and scenarios of a rehearsal; tests pass their own. */
export interface RehearsalOptions {
  print: (line: string) => void;
  printError: (line: string) => void;
  hasTerminal: boolean;
  tools: () => Tools;
  /** Where logs and plans are kept, in a folder for each scenario. */
  out: string;
  scenarios: readonly Scenario[];
}

export const here: RehearsalOptions = {
  print: (line) => process.stdout.write(`${line}\n`),
  printError: (line) => process.stderr.write(`${line}\n`),
  hasTerminal: process.stdout.isTTY === true && !process.env.CI,
  tools: findTools,
  out: process.env.REHEARSAL_OUT ?? join(PROJECT_FOLDER, "rehearsal/out"),
  scenarios,
};

/** One run of `npm run rehearse`. */
export class Rehearsal {
  private context: ScenarioContext | undefined;
  private interrupted = false;

  constructor(private readonly options: RehearsalOptions = here) {}

  /** Exit code: 0 every check holds, 1 one does not, 2 wrong usage or a missing tool, 130 interrupted. */
  async run(args: string[]): Promise<number> {
    const [name, path = ""] = args;
    if (name === "--help") {
      this.options.print(this.usage());
      return 0;
    }
    const chosen = (name === undefined ? DEFAULT : [name]).map((wanted) =>
      this.options.scenarios.find((scenario) => scenario.name === wanted),
    );
    if (!chosen.every((one) => one !== undefined)) {
      return this.refuse(`there is no scenario ${JSON.stringify(name)}\n${this.usage()}`);
    }
    if ((name === "replay") !== (args.length === 2) || args.length > 2) {
      return this.refuse(`replay takes the folder of one stack, the others take nothing\n${this.usage()}`);
    }
    if (name === "replay" && !existsSync(path)) {
      return this.refuse(`${path} does not exist - npm run synth writes cdktf.out/stacks/STACK`);
    }
    const missing = chosen.map((scenario) => scenario.missing?.()).find((sentence) => sentence !== undefined);
    if (missing !== undefined) return this.refuse(missing);
    const tools = toolsOrWhyNot(this.options.tools);
    if (typeof tools === "string") return this.refuse(tools);
    this.options.print(
      `${basename(tools.terraform)} ${tools.version}, google ${tools.provider}; logs in ${this.options.out}`,
    );
    let failed = 0;
    for (const scenario of chosen) {
      if (this.interrupted) break;
      failed += (await this.play(scenario, path, tools)) ? 0 : 1;
    }
    if (this.interrupted) return 130;
    return failed > 0 ? 1 : 0;
  }

  /** The first Ctrl-C interrupts the running command, the second kills it. */
  interrupt(): void {
    if (this.interrupted) this.context?.kill();
    else this.context?.interrupt();
    this.interrupted = true;
  }

  kill(): void {
    this.context?.kill();
  }

  private async play(scenario: Scenario, path: string, tools: Tools): Promise<boolean> {
    const { print, out } = this.options;
    let listener: StepListener | undefined;
    const context = new ScenarioContext(tools, join(out, scenario.name), (line) => listener?.commandEnded(line));
    this.context = context;
    try {
      const steps = scenario.steps(context, path);
      print(`\n${scenario.name}: ${scenario.about}`);
      listener = await listenerFor(steps, this.options);
      const { outcomes, seconds } = await runSteps(steps, listener);
      const count = (what: string) => outcomes.filter((outcome) => outcome.is === what).length;
      const { inventions } = context;
      for (const one of inventions) this.options.printError(`Google would not answer ${one}`);
      const good = count("failed") === 0 && inventions.length === 0;
      const notRun = steps.length - outcomes.length;
      const parts = [
        `${count("passed")} passed`,
        `${count("failed")} failed`,
        `${count("skipped")} skipped`,
        ...(notRun > 0 ? [`${notRun} not run`] : []),
      ];
      print(`${scenario.name}: ${parts.join(", ")} in ${seconds.toFixed(1)} s`);
      return good;
    } finally {
      await context.close();
      this.context = undefined;
    }
  }

  private refuse(sentence: string): number {
    this.options.printError(sentence);
    return 2;
  }

  private usage(): string {
    const rows = this.options.scenarios.map(
      ({ name, about }) => `  npm run rehearse -- ${`${name}${name === "replay" ? " PATH" : ""}`.padEnd(12)} ${about}`,
    );
    return [...rows, `  npm run rehearse                 ${DEFAULT.join(", then ")}`].join("\n");
  }
}

async function listenerFor(steps: ScenarioStep[], { hasTerminal, print }: RehearsalOptions): Promise<StepListener> {
  if (!hasTerminal) return plainLines(steps, print);
  // Loaded here: only a terminal needs it.
  const { liveList } = await import("./report/live.js");
  return liveList(steps);
}
