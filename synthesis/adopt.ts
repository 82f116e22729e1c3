import { TerraformResource } from "cdktf";
import { readAdoptions } from "../environments/adoption";
import type { EnvironmentStack } from "../stacks/environment-stack";
import { addressOf } from "./sources";

/**
 * Has the next plan of each stack take over what its adoption names, and show it before the state is touched. An entry
 * that is in the state already does nothing.
 *
 * These are the blocks that cdktf's importFrom writes. It is not called, because it also has every one of the resources
 * ask for the version of Terraform at each synthesis: thirty processes, and none where there is no Terraform.
 */
export function adopt(stacks: readonly EnvironmentStack[], beside?: string): void {
  const synthesized = stacks.map((stack) => ({ env: stack.env, addresses: addressesIn(stack) }));
  for (const [index, adoption] of readAdoptions(synthesized, beside).entries()) {
    if (!adoption?.resources.length) continue;
    stacks[index]?.addOverride(
      "import",
      adoption.resources.map(({ address, id }) => ({ to: address, id })),
    );
  }
}

function addressesIn(stack: EnvironmentStack): Set<string> {
  const resources = stack.node.findAll().filter((one) => one instanceof TerraformResource);
  return new Set(resources.flatMap((one) => addressOf(one) ?? []));
}
