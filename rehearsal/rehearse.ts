import { existsSync } from "node:fs";
import { join } from "node:path";
import { plainLines } from "./report/lines";
import { DEFAULT, scenarios } from "./scenarios";
import type { Scenario } from "./scenarios/scenario";
import { PROJECT_FOLDER, Stage } from "./stage";
import { type Audience, perform, type Step } from "./steps";
import { findTools, MissingTool, type Tools } from "./tools";

/** What the rehearsal has of the process that it runs in. */
export interface Surroundings {
  print: (line: string) => void;
  complain: (line: string) => void;
  hasTerminal: boolean;
  tools: () => Tools;
  /** Where logs and plans are kept, in a folder for each scenario. */
  out: string;
  scenarios: readonly Scenario[];
}

export const here: Surroundings = {
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  hasTerminal: process.stdout.isTTY === true && !process.env.CI,
  tools: findTools,
  out: process.env.REHEARSAL_OUT ?? join(PROJECT_FOLDER, "rehearsal/out"),
  scenarios,
};

/** One run of `npm run rehearse`. */
export class Rehearsal {
  private stage: Stage | undefined;
  private interrupted = false;

  constructor(private readonly around: Surroundings = here) {}

  /** 0 all claims hold, 1 one does not, 2 wrong usage or a tool is missing, 130 interrupted. */
  async run(args: string[]): Promise<number> {
    const [name, path = ""] = args;
    if (name === "--help") {
      this.around.print(this.usage());
      return 0;
    }
    const chosen = (name === undefined ? DEFAULT : [name]).map((wanted) =>
      this.around.scenarios.find((scenario) => scenario.name === wanted),
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
    const tools = this.toolsOrWhyNot();
    if (typeof tools === "string") return this.refuse(tools);
    this.around.print(`terraform ${tools.version}, google ${tools.provider}; logs in ${this.around.out}`);
    let failed = 0;
    for (const scenario of chosen) {
      if (this.interrupted) break;
      failed += (await this.play(scenario, path, tools)) ? 0 : 1;
    }
    if (this.interrupted) return 130;
    return failed > 0 ? 1 : 0;
  }

  /** What runs is asked to stop once; the second time it is not asked. */
  interrupt(): void {
    if (this.interrupted) this.stage?.kill();
    else this.stage?.interrupt();
    this.interrupted = true;
  }

  kill(): void {
    this.stage?.kill();
  }

  private async play(scenario: Scenario, path: string, tools: Tools): Promise<boolean> {
    const { print, out } = this.around;
    let audience: Audience | undefined;
    const stage = new Stage(tools, join(out, scenario.name), (line) => audience?.heard(line));
    this.stage = stage;
    try {
      const steps = scenario.steps(stage, path);
      print(`\n${scenario.name}: ${scenario.about}`);
      audience = await audienceFor(steps, this.around);
      const { outcomes, seconds } = await perform(steps, audience);
      const count = (what: string) => outcomes.filter((outcome) => outcome.is === what).length;
      const good = count("failed") === 0;
      const untaken = steps.length - outcomes.length;
      const parts = [
        `${count("passed")} passed`,
        `${count("failed")} failed`,
        `${count("skipped")} skipped`,
        ...(untaken > 0 ? [`${untaken} not taken`] : []),
      ];
      print(`${scenario.name}: ${parts.join(", ")} in ${seconds.toFixed(1)} s`);
      return good;
    } finally {
      await stage.close();
      this.stage = undefined;
    }
  }

  private toolsOrWhyNot(): Tools | string {
    try {
      return this.around.tools();
    } catch (error) {
      if (error instanceof MissingTool) return error.message;
      throw error;
    }
  }

  private refuse(sentence: string): number {
    this.around.complain(sentence);
    return 2;
  }

  private usage(): string {
    const rows = this.around.scenarios.map(
      ({ name, about }) => `  npm run rehearse -- ${`${name}${name === "replay" ? " PATH" : ""}`.padEnd(12)} ${about}`,
    );
    return [...rows, `  npm run rehearse                 ${DEFAULT.join(", then ")}`].join("\n");
  }
}

async function audienceFor(steps: Step[], { hasTerminal, print }: Surroundings): Promise<Audience> {
  if (!hasTerminal) return plainLines(steps, print);
  // Loaded here: nobody without a terminal needs it.
  const { liveList } = await import("./report/live.js");
  return liveList(steps);
}
