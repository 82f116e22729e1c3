import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

/** What a command in a namespace said, and how it ended. */
export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions extends SpawnOptions {
  /** What it reads. */
  input?: string;
}

/**
 * Network namespaces that nobody else can see, and the programs in them. One process holds them all: it is the first of
 * a process namespace, and it ends when its standard input is closed. So however this program ends, by a signal or by
 * SIGKILL, the kernel ends every program in there and takes the namespaces away; nothing has a name outside.
 */
export class Namespaces {
  private constructor(private readonly holder: ChildProcess) {}

  static async open(): Promise<Namespaces> {
    const own = ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];
    // Not Ctrl-C's: it ends with the program that opened it, which may have something to finish first.
    const holder = spawn("unshare", [...own, "sh", "-c", HOLD], { detached: true, stdio: ["pipe", "pipe", "pipe"] });
    const opened = new Namespaces(holder);
    const said = read(holder);
    const ready = new Promise<boolean>((done) => {
      holder.stdout?.on("data", () => done(true));
      void said.then(() => done(false));
    });
    if (await ready) return opened;
    const { stderr, code } = await said;
    throw new Error(`no network namespace could be made: ${stderr.trim() || `unshare ended with ${code}`}`);
  }

  /** Starts a program in the namespace of this name; what it starts ends with the namespaces at the latest. */
  start(place: string, program: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
    return this.enter(["ip", "netns", "exec", place, program, ...args], options);
  }

  /** Runs a program in the namespace of this name to its end. */
  run(place: string, program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    return this.ran(["ip", "netns", "exec", place, program, ...args], options);
  }

  /** Runs a script of a shell outside of all of them; throws where it fails. */
  async shell(script: string): Promise<void> {
    const { code, stderr } = await this.ran(["sh", "-e"], { input: script });
    if (code !== 0) throw new Error(`the network could not be built (${code}): ${stderr.trim()}`);
  }

  private ran(command: readonly string[], { input = "", ...options }: RunOptions): Promise<Ran> {
    const child = this.enter(command, { ...options, stdio: ["pipe", "pipe", "pipe"] });
    child.stdin?.on("error", () => {}).end(input);
    return read(child);
  }

  private enter(command: readonly string[], options: SpawnOptions): ChildProcess {
    const at = `/proc/${this.holder.pid}/ns`;
    const spaces = [`--net=${at}/net`, `--mount=${at}/mnt`, `--pid=${at}/pid_for_children`];
    // A group of its own: nsenter and the program in it are ended together.
    return spawn("nsenter", [...spaces, ...command], { ...options, detached: true });
  }

  async close(): Promise<void> {
    if (this.holder.exitCode !== null || this.holder.signalCode !== null) return;
    const gone = once(this.holder, "close");
    this.holder.stdin?.end();
    await gone;
  }
}

/** The names of namespaces are kept below /var/run/netns: here that is a folder of their own. */
const HOLD =
  'run=$(readlink -f /var/run) && mount -t tmpfs tmpfs "$run" && mkdir "$run/netns" && echo ready && read -r _';

function read(child: ChildProcess): Promise<Ran> {
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.setEncoding("utf8").on("data", (text: string) => {
      said[stream] += text;
    });
  }
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => done({ code: code ?? 130, ...said }));
  });
}
