/** The programs that plan what lineup reads. OpenTofu is a fork of Terraform with the same commands. */
export type Program = "terraform" | "tofu";

export const INSTALL: Record<Program, string> = {
  terraform: "https://developer.hashicorp.com/terraform/install",
  tofu: "https://opentofu.org/docs/intro/install",
};

/** The one that TERRAFORM_BINARY_NAME names, by name or by path; cdktf reads the same variable. */
export function programNamed(env: Record<string, string | undefined> = process.env): Program | undefined {
  const named = env.TERRAFORM_BINARY_NAME;
  if (!named) return undefined;
  return /(?:^|[/\\])(?:open)?tofu[^/\\]*$/i.test(named) ? "tofu" : "terraform";
}

/** What a command line calls it. */
export const programInUse = (env?: Record<string, string | undefined>): Program => programNamed(env) ?? "terraform";

/** The one that has written these names of providers; undefined where they do not tell. */
export function programBehind(providers: Iterable<string | null | undefined>): Program | undefined {
  for (const name of providers) {
    if (name?.startsWith("registry.opentofu.org/")) return "tofu";
    if (name?.startsWith("registry.terraform.io/")) return "terraform";
  }
  return undefined;
}
