import { type Attack, planned } from "./attack";

/** The plan says of itself that it is another. */
export const plan: Attack[] = [
  [
    "a plan with a provisioner",
    planned((it) => (it.configuration.root_module.resources[0].provisioners = [{ type: "local-exec" }])),
    "runs a provisioner",
  ],
  [
    "a plan with a resource that main does not synthesize",
    planned((it) =>
      it.resource_changes.push({
        ...it.resource_changes[0],
        address: "google_project_iam_member.owner",
        type: "google_project_iam_member",
        name: "owner",
      }),
    ),
    "to create google_project_iam_member.owner, which main does not synthesize",
  ],
  [
    "a plan of another configuration",
    planned((it) =>
      it.configuration.root_module.resources.push({ address: "google_service_account_key.own", mode: "managed" }),
    ),
    "google_service_account_key.own was not checked",
  ],
  [
    "a plan that leaves something out",
    planned((it) => it.configuration.root_module.resources.pop()),
    "the plan leaves out",
  ],
  [
    "a plan of a module",
    planned((it) => (it.configuration.root_module.module_calls = {})),
    "module_calls were not checked",
  ],
  [
    "a plan with data external",
    planned((it) => it.configuration.root_module.resources.push({ address: "data.external.own", mode: "data" })),
    "data.external.own was not checked",
  ],
  [
    "a plan by another provider",
    planned((it) => (it.resource_changes[0].provider_name = "registry.terraform.io/attacker/google")),
    "belongs to the provider registry.terraform.io/attacker/google",
  ],
  [
    "a plan with a provider of another source",
    planned((it) => (it.configuration.provider_config.google.full_name = "attacker.example/a/google")),
    "the provider google (attacker.example/a/google 6.50.0)",
  ],
  [
    "a plan with an endpoint of its own",
    planned((it) => (it.configuration.provider_config.google.expressions.redis_custom_endpoint = {})),
    "a setting of it was not checked",
  ],
  [
    "a plan that imports what nobody names",
    planned((it) => (it.resource_changes[0].change.importing = {})),
    "is imported by an id that is not known",
  ],
  [
    "a plan with a key that is lost when an object is copied",
    planned((it) => (it.output_changes = JSON.parse('{"__proto__":{"actions":["create"],"after":1}}'))),
    "the key __proto__ is refused",
  ],
  ["a plan of a part", planned((it) => (it.complete = false)), "the plan is not whole"],
  ["a plan that has failed", planned((it) => (it.errored = true)), "the plan is not whole"],
  ["a plan that invokes actions", planned((it) => (it.action_invocations = [{}])), "invokes actions of providers"],
];
