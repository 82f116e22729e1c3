// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is quoted here is source text
import type { Mutant } from "./mutant";

const accessV1 = "lineup/src/topology/access-v1.ts";
const access = "lineup/src/reachability/hops/access.ts";
const connector = "lineup/src/reachability/hops/connector.ts";
const connectorLimits = "lineup/src/topology/connector-limits.ts";
const direct = "lineup/src/reachability/hops/direct.ts";
const places = "lineup/src/reachability/hops/places.ts";
const privateRanges = "lineup/src/reachability/hops/private-ranges.ts";
const networks = "lineup/src/topology/networks.ts";
const traffic = "lineup/src/topology/traffic.ts";

/** How a service gets into a network. */
export const wayInMutants: Mutant[] = [
  {
    breaks: "annotations that refer to two connectors name neither",
    file: accessV1,
    from: 'return "several";',
    to: "return new Unresolved(written, [first], first, undefined, true);",
  },
  {
    breaks: "annotations that refer to no connector may still name one",
    file: accessV1,
    from: 'return { kind: "unresolved", what: annotations };',
    to: 'return { kind: "none" };',
  },
  {
    breaks: "tags of annotations that a plan does not know are unknown",
    file: accessV1,
    from: "const tags = new Unresolved(annotations.text, annotations.references);",
    to: "const tags: string[] = [];",
  },
  {
    breaks: "every connector carries the common tag",
    file: connector,
    from: '["vpc-connector", `vpc-connector-${region}-${name}`]',
    to: "[`vpc-connector-${region}-${name}`]",
  },
  {
    breaks: "every connector carries its own tag",
    file: connector,
    from: '["vpc-connector", `vpc-connector-${region}-${name}`]',
    to: '["vpc-connector"]',
  },
  {
    breaks: "no connector, no path",
    file: access,
    from: 'if (isPrivate) entry.blocked("VPC_CONNECTOR_NOT_SET"',
    to: 'if (isPrivate) entry.unknown("VPC_CONNECTOR_NOT_SET"',
  },
  {
    breaks: "a connector serves its region",
    file: places,
    from: 'if (sameness === "different") {',
    to: "if (false) {",
  },
  {
    breaks: "PRIVATE_RANGES_ONLY sends private ranges only",
    file: privateRanges,
    from: "if (outside.isEmpty) return;",
    to: "return;",
  },
  { breaks: "ALL_TRAFFIC sends everything", file: privateRanges, from: 'mode !== "ALL_TRAFFIC" &&', to: "" },
  {
    breaks: "public source addresses are not answered",
    file: privateRanges,
    from: "through.range.subtract(NOT_PUBLIC).isEmpty",
    to: "true",
  },
  {
    breaks: "a subnet of the network's name is needed",
    file: direct,
    from: "if (!isNamed && !subnetwork) hasSubnet",
    to: "if (false) hasSubnet",
  },
  {
    breaks: "the subnet is of the network beside it",
    file: direct,
    from: "if (named) isOfNetwork",
    to: "if (false) isOfNetwork",
  },
  {
    breaks: "direct egress needs an ordinary subnet",
    file: direct,
    from: "!FOR_MACHINES.has(purpose)",
    to: "false",
  },
  {
    breaks: "direct egress needs a /26",
    file: direct,
    from: "range.size < SMALLEST",
    to: "false",
  },
  {
    breaks: "a connector takes a /28",
    file: connectorLimits,
    from: "range?.size !== CONNECTOR_ADDRESSES",
    to: "false",
  },
  {
    breaks: "a connector needs room to grow",
    file: connectorLimits,
    from: "min >= max)",
    to: "false)",
  },
  {
    breaks: "a bare subnet is one of its own project",
    file: networks,
    from: 'compareProjects(own, project) === "same"',
    to: "true",
  },
  {
    breaks: "an old revision is not the template",
    file: traffic,
    from: "if (percent === 0 ||",
    to: "if (true ||",
  },
  {
    breaks: "the newest revision must be ready to serve",
    file: traffic,
    from: "created !== ready",
    to: "false",
  },
  {
    breaks: "a connector that is updating may be ready",
    file: connector,
    from: '|| state === "UPDATING"',
    to: "",
  },
];
