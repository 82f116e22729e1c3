/** One step of a scenario: it does something and checks the result. */
export interface ScenarioStep {
  title: string;
  /** Why this machine cannot run it; the step is then reported as skipped. */
  missing?: string | undefined;
  /** Throws where a check fails. The returned text is printed after the title. */
  run: () => Promise<string | undefined>;
}

export type StepOutcome =
  | { is: "passed"; note: string | undefined }
  | { is: "skipped"; reason: string }
  | { is: "failed"; error: Error };

/** Receives the progress of the steps. */
export interface StepListener {
  /** Awaited before the step runs. */
  started(step: number): void | Promise<void>;
  /** A command of the step has ended. */
  commandEnded(line: string): void;
  ended(step: number, outcome: StepOutcome, seconds: number): void;
  /** No more steps run. */
  close(): Promise<void>;
}

interface StepsResult {
  outcomes: StepOutcome[];
  seconds: number;
}

/** Runs the steps in turn. After a failure the rest would prove nothing, so it does not run. */
export async function runSteps(steps: ScenarioStep[], listener: StepListener): Promise<StepsResult> {
  const began = Date.now();
  const outcomes: StepOutcome[] = [];
  for (const [index, step] of steps.entries()) {
    const start = Date.now();
    await listener.started(index);
    const outcome = await runStep(step);
    outcomes.push(outcome);
    listener.ended(index, outcome, (Date.now() - start) / 1000);
    if (outcome.is === "failed") break;
  }
  await listener.close();
  return { outcomes, seconds: (Date.now() - began) / 1000 };
}

async function runStep({ missing, run }: ScenarioStep): Promise<StepOutcome> {
  if (missing !== undefined) return { is: "skipped", reason: missing };
  try {
    return { is: "passed", note: await run() };
  } catch (error) {
    return { is: "failed", error: error instanceof Error ? error : new Error(String(error)) };
  }
}

export function assertThat(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(`this does not hold: ${sentence}`);
}

/** The expected exit code of a command may be that of a failure. */
export function assertExitCode({ command, code, stdout, stderr }: Ended, expected: number): void {
  if (code !== expected) throw new Error(`${command} ended with ${code}, not ${expected}:\n${stderr || stdout}`);
}

interface Ended {
  command: string;
  code: number;
  stdout: string;
  stderr: string;
}
