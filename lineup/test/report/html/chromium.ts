import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import type { Need } from "../../../../test/support/needs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const program = NAMES.find((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0);

export const chromium: Need = {
  missing: program === undefined ? "no Chromium or Chrome is installed" : undefined,
};

// biome-ignore lint/suspicious/noExplicitAny: the protocol has a shape of its own for every message
type Message = any;

interface Look {
  width: number;
  height?: number;
  dark?: boolean;
  script?: boolean;
  print?: boolean;
}

/** A browser without a window, spoken to through a pipe: it listens on no port. */
export class Chromium {
  private readonly folder = mkdtempSync(join(tmpdir(), "chromium-"));
  private readonly process: ChildProcess;
  private readonly waiting = new Map<number, (answer: Message) => void>();
  private readonly events: Message[] = [];
  private read = "";
  private sent = 0;

  constructor() {
    const options = [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
    ];
    const own = ["--remote-debugging-pipe", `--user-data-dir=${join(this.folder, "profile")}`, "--hide-scrollbars"];
    this.process = spawn(program ?? "", [...options, ...own], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    (this.process.stdio[4] as Readable).setEncoding("utf8").on("data", (text: string) => this.receive(text));
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.send("Browser.close").catch(() => {});
    await ended;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** Shows a page as a reader with this screen would see it. */
  async show(html: string, look: Look, hash = ""): Promise<Page> {
    const file = join(this.folder, "page.html");
    writeFileSync(file, html);
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const ask = (method: string, params: object = {}) => this.send(method, params, sessionId);
    for (const domain of ["Page", "Network", "Runtime", "Log", "DOM"]) await ask(`${domain}.enable`);
    const { width, height = 900, dark = false, script = true, print = false } = look;
    await ask("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    const features = [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }];
    await ask("Emulation.setEmulatedMedia", { media: print ? "print" : "", features });
    await ask("Emulation.setScriptExecutionDisabled", { value: !script });
    const from = this.events.length;
    const loaded = () => this.events.slice(from).some((one) => one.sessionId === sessionId && one.method === LOADED);
    await ask("Page.navigate", { url: `${pathToFileURL(file)}${hash}` });
    while (!loaded()) await new Promise((resolve) => setTimeout(resolve, 10));
    return new Page(ask, () => this.events.slice(from).filter((one) => one.sessionId === sessionId));
  }

  private send(method: string, params: object = {}, sessionId?: string): Promise<Message> {
    const id = ++this.sent;
    (this.process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) =>
      this.waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result))),
    );
  }

  private receive(text: string): void {
    const messages = (this.read + text).split("\0");
    this.read = messages.pop() ?? "";
    for (const message of messages.map((one) => JSON.parse(one))) {
      if (message.id === undefined) this.events.push(message);
      else this.waiting.get(message.id)?.(message);
    }
  }
}

const LOADED = "Page.loadEventFired";

export class Page {
  constructor(
    readonly ask: (method: string, params?: object) => Promise<Message>,
    private readonly events: () => Message[],
  ) {}

  /** What an expression is in the page: the tools see it where the page itself may run no script. */
  async see<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = await this.ask("Runtime.evaluate", { expression, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Moves the pointer to the middle of the first element that is found. */
  async point(selector: string): Promise<void> {
    const at = await this.see<{ x: number; y: number }>(
      `(() => { const it = document.querySelector(${JSON.stringify(selector)}); it.scrollIntoView({ block: "center" });
        const { x, y, width, height } = it.getBoundingClientRect(); return { x: x + width / 2, y: y + height / 2 }; })()`,
    );
    await this.ask("Input.dispatchMouseEvent", { type: "mouseMoved", ...at });
  }

  /** Everything that the page asked for besides itself. */
  get requests(): string[] {
    const asked = this.events().filter(({ method }) => method === "Network.requestWillBeSent");
    return asked.map(({ params }) => params.request.url).filter((url) => !/^file:.*\/page\.html/.test(url));
  }

  /** What the browser complained about. */
  get complaints(): string[] {
    return this.events().flatMap(({ method, params }) =>
      method === "Log.entryAdded" || method === "Runtime.exceptionThrown" || method === "Runtime.consoleAPICalled"
        ? [JSON.stringify(params)]
        : [],
    );
  }

  async picture(): Promise<Buffer> {
    const { cssContentSize } = await this.ask("Page.getLayoutMetrics");
    const clip = { x: 0, y: 0, width: cssContentSize.width, height: Math.min(cssContentSize.height, 8000), scale: 1 };
    const { data } = await this.ask("Page.captureScreenshot", { clip, captureBeyondViewport: true });
    return Buffer.from(data, "base64");
  }
}
