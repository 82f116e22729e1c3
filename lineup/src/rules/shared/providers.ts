import type { ConfiguredProvider } from "../../changes/code";

/** What a provider's block is called in a report; Terraform has no address for it. */
export function providerAddress({ key }: ConfiguredProvider): string {
  return `provider.${key}`;
}
