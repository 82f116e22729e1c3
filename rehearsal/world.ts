import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Children } from "./children";
import { environmentFor } from "./endpoints";
import { LoopbackCloud } from "./server/http";
import type { Tools } from "./tools";

export interface Ran {
  command: string;
  code: number;
  stdout: string;
  stderr: string;
  seconds: number;
}

/**
 * A cloud, and a root that terraform applies to it. The files of the root are put there as they are: what reaches
 * the cloud is what ships.
 */
export class World {
  private constructor(
    readonly cloud: LoopbackCloud,
    readonly folder: string,
    private readonly tools: Tools,
    private readonly hear: (ran: Ran) => void,
    readonly ran: Ran[] = [],
    private readonly children = new Children(),
  ) {}

  static async open(folder: string, tools: Tools, hear: (ran: Ran) => void = () => {}): Promise<World> {
    mkdirSync(folder, { recursive: true });
    return new World(await LoopbackCloud.start(), folder, tools, hear);
  }

  /** The same cloud, and another root on it. */
  beside(folder: string): World {
    mkdirSync(folder, { recursive: true });
    return new World(this.cloud, folder, this.tools, this.hear, this.ran, this.children);
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
    return succeeded(await this.terraform(...args));
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
    const start = Date.now();
    const response = await fetch(`${this.cloud.url}/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await response.text();
    const code = response.ok ? 0 : 1;
    this.hear({ command: `${method} ${path}`, code, stdout: text, stderr: "", seconds: secondsSince(start) });
    if (!response.ok) throw new Error(`${method} ${path} was refused: ${text}`);
    return text === "" ? {} : JSON.parse(text);
  }

  /** What Ctrl-C does to the command that runs now. */
  interrupt(): void {
    this.children.interrupt();
  }

  run(program: string, args: string[], env: NodeJS.ProcessEnv = {}, folder = this.folder): Promise<Ran> {
    return new Promise((done, failed) => {
      const start = Date.now();
      const child = this.children.start(program, args, {
        cwd: folder,
        env: { ...environmentFor(this.cloud.url, process.env, { installs: args[0] === "init" }), ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const texts = { stdout: "", stderr: "" };
      for (const stream of ["stdout", "stderr"] as const) {
        child[stream]?.setEncoding("utf8").on("data", (text: string) => {
          texts[stream] += text;
        });
      }
      child.on("error", failed);
      child.on("close", (code) => {
        const command = [basename(program), ...args].join(" ");
        const ran = { command, code: code ?? 130, ...texts, seconds: secondsSince(start) };
        this.ran.push(ran);
        this.hear(ran);
        done(ran);
      });
    });
  }

  /** Ends what runs, and lets nothing start any more. */
  stop(): Promise<void> {
    return this.children.close();
  }

  /** Ends what runs and, when it is done with the cloud, the cloud. */
  async close(): Promise<void> {
    await this.stop();
    await this.cloud.close();
  }

  /** For when there is no time left to wait. */
  kill(): void {
    this.children.kill();
  }
}

export function succeeded(ran: Ran): Ran {
  if (ran.code !== 0) throw new Error(`${ran.command} ended with ${ran.code}:\n${ran.stderr || ran.stdout}`);
  return ran;
}

function secondsSince(start: number): number {
  return (Date.now() - start) / 1000;
}
