import { dependable, type ITerraformDependable, type TerraformResource } from "cdktf";

/** Makes a resource that already exists wait for another. `fqn` itself would be an expression, which Terraform refuses. */
export function startAfter(resource: TerraformResource, prerequisite: ITerraformDependable): void {
  const reference = dependable(prerequisite);
  if (!resource.dependsOn?.includes(reference)) {
    resource.dependsOn = [...(resource.dependsOn ?? []), reference];
  }
}
