import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DiagnoseReport } from "../../lineup/src/diagnose/contract";
import { diagnose } from "../../lineup/src/diagnose/diagnose";
import { liveProject } from "../../lineup/src/diagnose/live";
import { PARTS } from "../../lineup/src/diagnose/parts";
import { sceneOf, writtenIn } from "../../lineup/src/diagnose/scene";
import type { Send } from "../../lineup/src/google/send";
import { sessionOf } from "../../lineup/src/probe/session";
import { environmentFor } from "../endpoints";
import { PROJECT } from "../scenarios/incident/names";
import type { LoopbackCloud } from "../server/http";
import { openStanding } from "../standing";
import type { Break, Hands, NamedWorld } from "./break";
import { mapNames, namedWorld } from "./domains";

const PERSON = "ana@netrasystems.ai";

/** How it is looked at. */
interface Looking {
  send?: Send;
  /** Without, nothing is known of what is written. */
  config?: boolean;
  /** How long an API is waited for, in milliseconds. */
  patience?: number;
}

/** Staging as it stands, which is broken, asked and put back, without Terraform. */
export class Lab {
  private outside: NamedWorld = namedWorld();
  private readonly kept: { contents: ReturnType<LoopbackCloud["objects"]["contents"]>; restore: () => void };
  private readonly expected: string | undefined;

  private constructor(
    readonly cloud: LoopbackCloud,
    /** Of the stack, as synthesis writes it. */
    readonly folder: string,
  ) {
    this.kept = { contents: cloud.objects.contents(), restore: cloud.cloud.store.snapshot() };
    this.expected = existsSync(this.expectedFile) ? readFileSync(this.expectedFile, "utf8") : undefined;
  }

  static async open(folder: string): Promise<Lab> {
    const cloud = await openStanding();
    mapNames(cloud.cloud);
    return new Lab(cloud, folder);
  }

  close(): Promise<void> {
    return this.cloud.close();
  }

  /** As it stood before anybody broke anything. */
  restore(): void {
    this.cloud.calm();
    this.kept.restore();
    this.cloud.objects.restore(this.kept.contents);
    this.outside = namedWorld();
    rmSync(join(this.folder, "errored.tfstate"), { force: true });
    if (this.expected !== undefined) writeFileSync(this.expectedFile, this.expected);
  }

  async breaks(one: Break): Promise<void> {
    await one.happens(this.hands());
  }

  hands(): Hands {
    const { cloud, folder, outside } = this;
    const callApi = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`${cloud.url}/${path}`, {
        method,
        headers: { authorization: `Bearer ${PERSON}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} was refused: ${text}`);
      return text === "" ? {} : JSON.parse(text);
    };
    return { cloud, callApi, folder, outside };
  }

  /** `lineup diagnose --project P --config FOLDER`, in this process. */
  async diagnose({ send = this.send, config = true, patience }: Looking = {}): Promise<DiagnoseReport> {
    const session = await sessionOf(
      { project: PROJECT },
      { send, env: environmentFor(this.cloud.url, {}), wait: async () => {} },
    );
    const asked = { service: undefined, probe: false, trace: false };
    const written = config ? await writtenIn(this.folder) : undefined;
    const scene = sceneOf({ session, asked, written, outside: this.asSeen() });
    if (patience === undefined) return diagnose(scene);
    const live = liveProject(session, patience);
    live.catch(() => {});
    return diagnose(
      { ...scene, live },
      PARTS.map((part) => ({ ...part, deadline: 2 * patience })),
    );
  }

  readonly send: Send = async ({ method, url, body }) => {
    const response = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    const parsed: unknown = text.startsWith("{") ? JSON.parse(text) : text;
    return { status: response.status, body: parsed, retryAfter: response.headers.get("retry-after") ?? undefined };
  };

  private asSeen() {
    const { outside } = this;
    const shown = (name: string) => {
      const found = outside.get(name);
      if (!found) throw Object.assign(new Error(`${name} has no address`), { code: "ENOTFOUND" });
      return found;
    };
    return {
      resolve: async (name: string) => ({ addresses: shown(name).addresses, canonical: shown(name).canonical }),
      certificate: async (name: string) => shown(name).certificate,
    };
  }

  private get expectedFile(): string {
    return join(this.folder, "expected.json");
  }
}
