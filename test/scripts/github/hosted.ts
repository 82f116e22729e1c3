import { Loopback, type Seen } from "../../../lineup/test/github/loopback";

// biome-ignore lint/suspicious/noExplicitAny: what GitHub keeps of a repository
export type Json = any;

/** A repository on GitHub, as far as its settings go: what is sent is kept, and given back as GitHub gives it. */
export class Hosted {
  readonly environments = new Map<string, Json>();
  protection: Json;
  readonly secrets: string[] = [];
  private server: Loopback | undefined;
  private ids = 100;
  /** What is answered instead, by method and path. */
  readonly instead: Record<string, Json> = {};

  async start(): Promise<this> {
    const routes = new Proxy(
      {},
      { get: (_, asked: string) => (seen: Seen) => this.instead[asked] ?? this.answer(seen) },
    );
    this.server = await Loopback.start(routes);
    return this;
  }

  get url(): string {
    return this.server?.url ?? "";
  }

  get writes(): string[] {
    return (this.server?.writes ?? []).map(({ method, path }) => `${method} ${path}`);
  }

  get sent(): readonly Seen[] {
    return this.server?.seen ?? [];
  }

  stop(): Promise<void> | undefined {
    return this.server?.stop();
  }

  private answer({ method, path, body }: Seen): Json {
    const [, place, name = "", part, item = ""] = (path.split("?")[0] ?? "").split("/");
    if (!place) return { id: 4711, full_name: "netra/environment", owner: { id: 42 } };
    if (place === "teams") return [{ id: 7, slug: "platform" }];
    if (place === "collaborators") return [{ id: 9, login: "Alice" }];
    if (place === "branches") return this.protected(method, body);
    const known = this.environments.get(name);
    if (method === "PUT" && part === undefined) return this.put(name, body);
    if (!known) return { status: 404, message: "Not Found" };
    if (part === undefined) return known.said;
    if (part === "secrets")
      return counted(
        "secrets",
        this.secrets.map((one) => ({ name: one })),
      );
    const list: Json[] = part === "variables" ? known.variables : known.policies;
    if (method === "GET") return counted(part === "variables" ? part : "branch_policies", list);
    if (method === "POST") list.push({ id: this.ids++, ...body });
    if (method === "PATCH")
      Object.assign(
        list.find((one) => one.name === item),
        body,
      );
    if (method === "DELETE")
      list.splice(
        list.findIndex((one) => String(one.id) === item),
        1,
      );
    return { status: method === "POST" ? 201 : 204, text: "" };
  }

  private put(name: string, { reviewers, deployment_branch_policy, wait_timer, prevent_self_review }: Json): Json {
    const known = this.environments.get(name) ?? { variables: [], policies: [] };
    const rules = [
      ...(wait_timer ? [{ type: "wait_timer", wait_timer }] : []),
      ...(reviewers?.length > 0
        ? [
            {
              type: "required_reviewers",
              prevent_self_review,
              reviewers: reviewers.map(({ type, id }: Json) => ({ type, reviewer: { id } })),
            },
          ]
        : []),
    ];
    const said = { id: 1, name, protection_rules: rules, deployment_branch_policy: deployment_branch_policy ?? null };
    this.environments.set(name, { ...known, said });
    return said;
  }

  private protected(method: string, body: Json): Json {
    if (method === "PUT") {
      const on = (key: string) => [key, { enabled: body[key] === true }];
      const flags = ["enforce_admins", "allow_force_pushes", "allow_deletions", "required_linear_history"].map(on);
      this.protection = {
        ...Object.fromEntries(flags),
        required_status_checks: {
          ...body.required_status_checks,
          contexts: body.required_status_checks.checks.map(({ context }: Json) => context),
        },
        required_pull_request_reviews: body.required_pull_request_reviews,
        ...(body.restrictions ? { restrictions: body.restrictions } : {}),
      };
    }
    return this.protection ?? { status: 404, message: "Branch not protected" };
  }
}

const counted = (key: string, list: Json[]) => ({ total_count: list.length, [key]: list });
