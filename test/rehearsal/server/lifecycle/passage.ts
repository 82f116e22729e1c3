import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sandbox } from "../../../../rehearsal/sandbox";
import type { Tools } from "../../../../rehearsal/tools";
import { type Lifecycle, PROJECT, REGION } from "./lifecycle";

export type LifecycleStep = "create" | "read" | "update" | "delete" | "import" | "drift";

interface Change {
  address: string;
  type: string;
  change: { actions: string[]; importing?: unknown; replace_paths?: string[][]; before: { id?: string } | null };
}

interface Planned {
  resource_changes?: Change[];
  resource_drift?: Change[];
}

interface Seen {
  actions: string;
  drifted: boolean;
  imported: boolean;
}
type Holds = (seen: Seen, lifecycle: Lifecycle) => boolean;

const IMPORTS = "imports";
const NOTHING: Holds = ({ actions }) => actions === "no-op";

/** All lifecycles side by side, in as few runs of Terraform as their steps need. */
export class Passage {
  readonly seen = new Map<string, Set<LifecycleStep>>();
  private readonly trouble: string[] = [];
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly sandbox: Sandbox,
    private readonly tools: Tools,
    private readonly lifecycles: readonly Lifecycle[],
  ) {}

  /** What went wrong; nothing, when the table is full. */
  async all(): Promise<string[]> {
    await this.configure("config");
    await this.run("init", "-input=false", "-no-color");
    await this.run("apply", "-input=false", "-no-color", "-auto-approve");
    await this.remember();
    await this.ask("create", (lifecycle) => this.isThere(lifecycle));
    await this.askPlan("read", NOTHING);

    for (const lifecycle of this.lifecycles) await this.callApi(lifecycle);
    await this.askPlan("drift", ({ actions, drifted }, { removed }) =>
      removed ? actions === "create" || actions === "update" : drifted && actions === "update",
    );
    await this.run("apply", "-input=false", "-no-color", "-auto-approve");
    await this.askPlan("drift", NOTHING, "taken back");
    await this.remember();

    await this.configure("change");
    await this.askPlan("update", ({ actions }, { change }) => actions === (change ? "update" : "no-op"));
    await this.run("apply", "-input=false", "-no-color", "-auto-approve");
    await this.askPlan("update", NOTHING, "and then nothing");

    await this.configure("imports");
    await this.run("init", "-input=false", "-no-color");
    await this.askPlan("import", ({ actions, imported }) => imported && (actions === "no-op" || actions === "update"));
    await this.run("apply", "-input=false", "-no-color", "-auto-approve");
    await this.askPlan("import", NOTHING, "and then nothing");

    await this.run("destroy", "-input=false", "-no-color", "-auto-approve");
    await this.ask("delete", async (lifecycle) => !(await this.isThere(lifecycle)));
    return this.trouble;
  }

  private folder = "";

  /** Terraform where the configuration is now. A failure is trouble, and what follows shows whose. */
  private async run(...args: string[]) {
    const ran = await this.sandbox.run(
      this.tools.terraform,
      args,
      { GOOGLE_NETWORK_CONNECTIVITY_CUSTOM_ENDPOINT: `${this.sandbox.cloud.url}/networkconnectivity/v1/` },
      join(this.sandbox.folder, this.folder),
    );
    if (ran.code !== 0) this.trouble.push(`${ran.command} ended with ${ran.code}:\n${ran.stderr}`);
    return ran;
  }

  private async configure(context: "config" | "change" | "imports"): Promise<void> {
    this.folder = context === "imports" ? IMPORTS : "";
    const resource: Record<string, Record<string, unknown>> = {};
    const data: Record<string, Record<string, unknown>> = {};
    for (const { type, config, change, unread, second, beside, data: read } of this.lifecycles) {
      const one: Record<string, unknown> = { ...config, ...(context === "config" ? {} : change) };
      const all: Record<string, Record<string, unknown>> = { one, ...beside };
      if (context === "imports" && unread) {
        for (const name of Object.keys(all)) all[name] = { ...all[name], lifecycle: { ignore_changes: [unread] } };
      }
      resource[type] = { ...all, ...(second ? { second: second.config } : {}) };
      for (const [of, sources] of Object.entries(read ?? {})) data[of] = { ...data[of], ...sources };
    }
    const blocks = this.lifecycles.flatMap(({ type, id, second, beside }) => [
      ...Object.keys(beside ?? {}).map((name) => ({ to: `${type}.${name}`, id: this.ids.get(`${type}.${name}`) })),
      { to: `${type}.one`, id: id ?? this.ids.get(`${type}.one`) },
      ...(second ? [{ to: `${type}.second`, id: second.id }] : []),
    ]);
    const root = {
      terraform: { required_providers: { google: { source: "google", version: "6.50.0" } } },
      provider: { google: { project: PROJECT, region: REGION } },
      resource,
      ...(Object.keys(data).length > 0 ? { data } : {}),
      ...(context === "imports" ? { import: blocks } : {}),
    };
    const folder = join(this.sandbox.folder, this.folder);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(root, null, 2));
  }

  private async plan(): Promise<Planned> {
    await this.run("plan", "-input=false", "-no-color", "-out=plan.tfplan");
    return JSON.parse((await this.run("show", "-json", "plan.tfplan")).stdout || "{}") as Planned;
  }

  /** Under which ids the APIs keep what they named themselves. */
  private async remember(): Promise<void> {
    const shown = JSON.parse((await this.run("show", "-json")).stdout) as {
      values?: { root_module?: { resources?: { address: string; values: { id: string } }[] } };
    };
    for (const { address, values } of shown.values?.root_module?.resources ?? []) this.ids.set(address, values.id);
  }

  private async askPlan(step: LifecycleStep, holds: Holds, when = ""): Promise<void> {
    const { resource_changes = [], resource_drift = [] } = await this.plan();
    await this.ask(
      step,
      async (lifecycle) => {
        const address = `${lifecycle.type}.one`;
        const found = resource_changes.find((change) => change.address === address)?.change;
        const actions = found?.actions.join(" ") ?? "nothing";
        const seen = {
          actions,
          drifted: resource_drift.some((change) => change.address === address),
          imported: found?.importing !== undefined,
        };
        const because = found?.replace_paths?.map((path) => path.join(".")).join(", ") ?? "";
        const restless = holds === NOTHING ? restlessBeside(lifecycle, resource_changes) : [];
        if (restless.length > 0) return `plans something for ${restless.join(", ")}`;
        return holds(seen, lifecycle) || `plans ${JSON.stringify(seen)} ${because}`;
      },
      when,
    );
  }

  private async ask(
    step: LifecycleStep,
    holds: (lifecycle: Lifecycle) => Promise<boolean | string>,
    when = "",
  ): Promise<void> {
    for (const lifecycle of this.lifecycles) {
      const steps = this.seen.get(lifecycle.type) ?? new Set();
      this.seen.set(lifecycle.type, steps);
      const answer = await holds(lifecycle);
      if (answer === true) {
        if (when === "" || steps.has(step)) steps.add(step);
        continue;
      }
      steps.delete(step);
      this.trouble.push(`${lifecycle.type}: ${step} ${when} ${answer || "is not so"}`);
    }
  }

  private async callApi({ type, at, outOfBand: { method, path, body } }: Lifecycle): Promise<void> {
    try {
      const asItIs = () => this.sandbox.callApi("GET", this.named(at.path, type));
      await this.sandbox.callApi(
        method,
        this.named(path, type),
        typeof body === "function" ? body(await asItIs()) : body,
      );
    } catch (error) {
      this.trouble.push(`${type}: ${String(error)}`);
    }
  }

  private async isThere({ type, at: { path, method, holds } }: Lifecycle): Promise<boolean> {
    const response = await fetch(`${this.sandbox.cloud.url}/${this.named(path, type)}`, { method: method ?? "GET" });
    const answer = (await response.json()) as Record<string, unknown>;
    return response.ok && (holds?.(answer) ?? true);
  }

  private named(path: string, type: string): string {
    return path.replace("{id}", this.ids.get(`${type}.one`) ?? "");
  }
}

/** Those beside it for which something is planned. */
function restlessBeside({ type, beside }: Lifecycle, changes: readonly Change[]): string[] {
  const addresses = Object.keys(beside ?? {}).map((name) => `${type}.${name}`);
  return changes.flatMap(({ address, change }) =>
    addresses.includes(address) && change.actions.join() !== "no-op" ? [address] : [],
  );
}
