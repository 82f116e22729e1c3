import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentFor } from "./endpoints";
import { LoopbackCloud } from "./server/http";
import type { Tools } from "./tools";

export interface Ran {
  command: string;
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * A cloud, and a root that terraform applies to it. The files of the root are put there as they are: what reaches
 * the cloud is what ships.
 */
export class World {
  readonly ran: Ran[] = [];
  private running: ChildProcess | undefined;

  private constructor(
    readonly cloud: LoopbackCloud,
    readonly folder: string,
    private readonly tools: Tools,
    private readonly hear: (ran: Ran) => void,
  ) {}

  static async open(folder: string, tools: Tools, hear: (ran: Ran) => void = () => {}): Promise<World> {
    mkdirSync(folder, { recursive: true });
    return new World(await LoopbackCloud.start(), folder, tools, hear);
  }

  /** Puts a root in place: the files by their names. */
  write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, name), text);
  }

  /** Runs terraform and waits for its end, whatever it is. */
  terraform(...args: string[]): Promise<Ran> {
    return this.run(this.tools.terraform, args);
  }

  /** Runs terraform, which has to succeed. */
  async must(...args: string[]): Promise<Ran> {
    const ran = await this.terraform(...args);
    if (ran.code !== 0) throw new Error(`${ran.command} ended with ${ran.code}:\n${ran.stderr || ran.stdout}`);
    return ran;
  }

  /** A plan as JSON, drift included. Terraform saves one also where it fails on a protected resource. */
  async plan(...args: string[]): Promise<{ ran: Ran; json: unknown }> {
    const ran = await this.terraform("plan", "-input=false", "-no-color", "-out=plan.tfplan", ...args);
    const shown = await this.must("show", "-json", "plan.tfplan");
    return { ran, json: JSON.parse(shown.stdout) };
  }

  async state(): Promise<unknown> {
    return JSON.parse((await this.must("show", "-json")).stdout);
  }

  /** Does something by hand, past Terraform: the same APIs that gcloud and the console use. */
  async byHand(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.cloud.url}/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${method} ${path} was refused: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** What Ctrl-C does to the command that runs now. */
  interrupt(): void {
    this.running?.kill("SIGINT");
  }

  run(program: string, args: string[], env: NodeJS.ProcessEnv = {}, folder = this.folder): Promise<Ran> {
    return new Promise((done, failed) => {
      const child = spawn(program, args, {
        cwd: folder,
        env: { ...environmentFor(this.cloud.url, process.env), ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      this.running = child;
      const texts = { stdout: "", stderr: "" };
      for (const stream of ["stdout", "stderr"] as const) {
        child[stream].setEncoding("utf8").on("data", (text: string) => {
          texts[stream] += text;
        });
      }
      child.on("error", failed);
      child.on("close", (code) => {
        this.running = undefined;
        const ran = { command: [program, ...args].join(" "), code: code ?? 130, ...texts };
        this.ran.push(ran);
        this.hear(ran);
        done(ran);
      });
    });
  }

  async close(): Promise<void> {
    this.running?.kill("SIGTERM");
    await this.cloud.close();
  }
}
