import { TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

/** Whose pipeline it is. Ids end up in a condition of CEL, where a quote would end the text: digits, and nothing else. */
export interface Repository {
  name: string;
  id: string;
  ownerId: string;
}

export function repositoryVariables(scope: Construct): Repository {
  const variable = (name: string, description: string, pattern: string, remedy: string) =>
    new TerraformVariable(scope, name, {
      type: "string",
      description,
      validation: [
        {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own expression
          condition: '${can(regex("PATTERN", var.NAME))}'.replace("PATTERN", pattern).replace("NAME", name),
          errorMessage: `${description}: ${remedy}.`,
        },
      ],
    }).stringValue;
  const id = "digits alone, as the API of GitHub shows it";
  return {
    name: variable("repository", "The repository", "^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", "must be OWNER/NAME"),
    id: variable("repository_id", "The id of the repository", "^[0-9]+$", id),
    ownerId: variable("repository_owner_id", "The id of its owner", "^[0-9]+$", id),
  };
}
