import { defineCause } from "../rule-text";

export const unevaluatedPolicy = defineCause({
  id: "UNEVALUATED_POLICY",
  title: "A policy or rule that lineup does not evaluate may decide the path",
  edge: (name) => (name === "" ? "a policy is not evaluated" : `lineup does not evaluate ${name}`),
  help: "Firewall policies, policy-based routes and firewall rules for service accounts are not evaluated.",
  remedy: "Read what they say about this path, or use VPC firewall rules with target tags.",
  example: "policy-route-towards-redis",
});
