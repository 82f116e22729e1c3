import { type CelInput, run } from "@bufbuild/cel";
import type { StackJson } from "./synth";

/** What GitHub signs for a job. */
export type Claims = Record<string, CelInput>;

/** Google's side of a bootstrap stack, as it ships: what a job is mapped to, whether it is let in, and whom it becomes. */
export class Federation {
  private readonly mapping: Record<string, string>;
  readonly condition: string;
  private readonly bindings: { account: string; attribute: string; value: string }[];

  constructor(json: StackJson, variables: Record<string, string>) {
    const text = JSON.stringify(json).replaceAll(/\$\{var\.(\w+)\}/g, (_, name: string) => variables[name] ?? "");
    const { resource } = JSON.parse(text) as StackJson;
    const provider = resource.google_iam_workload_identity_pool_provider.github_provider;
    this.mapping = provider.attribute_mapping;
    this.condition = provider.attribute_condition;
    this.bindings = Object.values<StackJson>(resource.google_service_account_iam_member)
      .filter(({ role }) => role === "roles/iam.workloadIdentityUser")
      .map(({ service_account_id: account, member }) => {
        const [, attribute = "", value = ""] = /\/(attribute\.\w+)\/(.+)$/.exec(member) ?? [];
        return { account: /\.(\w+)_account\.name/.exec(account)?.[1] ?? account, attribute, value };
      });
  }

  /** Whether the provider takes the token of a job; not where the condition fails, as with a claim that is missing. */
  takes(claims: Claims, condition = this.condition): boolean {
    return run(condition, { assertion: claims }) === true;
  }

  /** The accounts that a job with these claims becomes, by the bindings on each. */
  becomes(claims: Claims): string[] {
    const attributes = this.takes(claims) ? this.attributesOf(claims) : undefined;
    if (!attributes) return [];
    return this.bindings
      .filter(({ attribute, value }) => attributes[attribute] === value)
      .map(({ account }) => account);
  }

  attributesOf(claims: Claims): Record<string, string> | undefined {
    const mapped = Object.entries(this.mapping).map(([key, expression]) => [
      key,
      run(expression, { assertion: claims }),
    ]);
    if (!mapped.every(([, value]) => typeof value === "string")) return undefined;
    return Object.fromEntries(mapped) as Record<string, string>;
  }
}
