import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Children } from "./children";
import { environmentFor, OWNER_TOKEN } from "./endpoints";
import { LoopbackCloud } from "./server/http";
import { LOCK_FILE, type Tools } from "./tools";

export interface CommandResult {
  command: string;
  code: number;
  stdout: string;
  stderr: string;
  seconds: number;
}

/** Terraform's, also within a script. */
const INIT = /(?:^| )init(?: |$)/;

/**
 * A loopback cloud, and a root that Terraform applies to it. Only the lock file of the root is its own: what reaches
 * the cloud is what ships.
 */
export class Sandbox {
  private constructor(
    readonly cloud: LoopbackCloud,
    readonly folder: string,
    private readonly tools: Tools,
    private readonly onCommand: (ran: CommandResult) => void,
    readonly ran: CommandResult[] = [],
    private readonly children = new Children(),
    private readonly identity: NodeJS.ProcessEnv = {},
  ) {}

  static async open(
    folder: string,
    tools: Tools,
    onCommand: (ran: CommandResult) => void = () => {},
  ): Promise<Sandbox> {
    mkdirSync(folder, { recursive: true });
    return new Sandbox(await LoopbackCloud.start(), folder, tools, onCommand);
  }

  /** Another root on the same cloud. */
  beside(folder: string): Sandbox {
    mkdirSync(folder, { recursive: true });
    return new Sandbox(this.cloud, folder, this.tools, this.onCommand, this.ran, this.children, this.identity);
  }

  /** The same root, with all that is done in it done by this account. */
  as(account: string): Sandbox {
    const identity = { GOOGLE_OAUTH_ACCESS_TOKEN: account };
    return new Sandbox(this.cloud, this.folder, this.tools, this.onCommand, this.ran, this.children, identity);
  }

  /** Writes the files of a root, by their names. */
  write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, name), text);
  }

  /** Runs terraform; any exit code is returned. */
  terraform(...args: string[]): Promise<CommandResult> {
    // What ships is locked to the registry's builds; this copy of it takes the build that is here, and no other.
    if (args[0] === "init") this.write({ [LOCK_FILE]: this.tools.lockFile });
    return this.run(this.tools.terraform, args);
  }

  /** Runs terraform; throws unless it succeeds. */
  async mustSucceed(...args: string[]): Promise<CommandResult> {
    return succeeded(await this.terraform(...args));
  }

  /** A plan as JSON, drift included. Terraform saves one also where it fails on a protected resource. */
  async plan(...args: string[]): Promise<{ ran: CommandResult; json: unknown }> {
    const ran = await this.terraform("plan", "-input=false", "-no-color", "-out=plan.tfplan", ...args);
    const shown = await this.mustSucceed("show", "-json", "plan.tfplan");
    return { ran, json: JSON.parse(shown.stdout) };
  }

  async state(): Promise<unknown> {
    return JSON.parse((await this.mustSucceed("show", "-json")).stdout);
  }

  /** A change outside Terraform: a request to the APIs that gcloud and the console use. */
  async callApi(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const start = Date.now();
    const token = this.identity.GOOGLE_OAUTH_ACCESS_TOKEN ?? OWNER_TOKEN;
    const response = await fetch(`${this.cloud.url}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const code = response.ok ? 0 : 1;
    this.onCommand({ command: `${method} ${path}`, code, stdout: text, stderr: "", seconds: secondsSince(start) });
    if (!response.ok) throw new Error(`${method} ${path} was refused: ${text}`);
    return text === "" ? {} : JSON.parse(text);
  }

  /** Passes Ctrl-C on to the running command. */
  interrupt(): void {
    this.children.interrupt();
  }

  /** `command`: what it is called in the journal. */
  run(
    program: string,
    args: string[],
    env: NodeJS.ProcessEnv = {},
    folder = this.folder,
    command = [basename(program), ...args].join(" "),
  ): Promise<CommandResult> {
    return new Promise((done, failed) => {
      const start = Date.now();
      const child = this.children.start(program, args, {
        cwd: folder,
        env: {
          ...environmentFor(this.cloud.url, process.env, { installs: args.some((arg) => INIT.test(arg)) }),
          ...this.identity,
          ...env,
        },
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
        const ran = { command, code: code ?? 130, ...texts, seconds: secondsSince(start) };
        this.ran.push(ran);
        this.onCommand(ran);
        done(ran);
      });
    });
  }

  /** Stops the running commands; none can start after it. */
  stop(): Promise<void> {
    return this.children.close();
  }

  /** Stops the running commands, then the cloud. */
  async close(): Promise<void> {
    await this.stop();
    await this.cloud.close();
  }

  /** Kills the running commands without waiting. */
  kill(): void {
    this.children.kill();
  }
}

export function succeeded(ran: CommandResult): CommandResult {
  if (ran.code !== 0) throw new Error(`${ran.command} ended with ${ran.code}:\n${ran.stderr || ran.stdout}`);
  return ran;
}

function secondsSince(start: number): number {
  return (Date.now() - start) / 1000;
}
