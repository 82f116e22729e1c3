/** The programs that plan what lineup reads. OpenTofu is a fork of Terraform with the same commands. */
export type Program = "terraform" | "tofu";

/** The one that TERRAFORM_BINARY_NAME names, by name or by path; cdktf reads the same variable. */
export function programNamed(env: Record<string, string | undefined> = process.env): Program | undefined {
  const named = env.TERRAFORM_BINARY_NAME;
  if (!named) return undefined;
  return /(?:^|[/\\])(?:open)?tofu[^/\\]*$/i.test(named) ? "tofu" : "terraform";
}
