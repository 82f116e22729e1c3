import { isSecretName } from "../../../../facts/secret-names";
import { readsAuthString } from "../../reachability/passwords";
import { Unresolved, type Value } from "../../values";
import { defineRule, type Reported } from "../define";

/** Values are judged by what they are called and never repeated. */
export const secretInEnv = defineRule({
  id: "secret-in-env",
  title: "A secret is stored in plain text",
  help: "Everybody with access to the service, its revisions or the Terraform state can read the value of an environment variable.",
  remedy: "Put the value into Secret Manager and refer to it with value_source.secret_key_ref.",
  severity: "error",
  check: ({ topology }) =>
    topology.services.flatMap(({ address, variables }) =>
      variables.flatMap(({ name, value, attribute }): Reported[] => {
        const fix = "put it into Secret Manager and use value_source.secret_key_ref";
        if (readsAuthString(value)) {
          const message = `${name} holds the AUTH string of Redis in plain text`;
          return [{ address, attribute, message, fix }];
        }
        const text = withoutHoles(value);
        if (typeof text !== "string" || text === "") return [];
        if (!isSecretName(name) && !/:\/\/[^/\s:]*:[^/\s]+@/.test(text)) return [];
        return [{ address, attribute, message: `${name} holds a secret in plain text`, fix }];
      }),
    ),
});

/** A value with its references filled in: what is written around them is as plain as any. */
function withoutHoles(value: Value | undefined): Value | undefined {
  const parts = value instanceof Unresolved ? value.parts : undefined;
  return parts ? parts.map((part) => (typeof part === "string" ? part : "-")).join("") : value;
}
