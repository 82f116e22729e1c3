import type { Description } from "../rules/define";

/** What each rule of the findings is about. One that is missing here is still reported, under its name. */
export const RULES: Record<string, Description> = {
  "auth-without-secret": {
    title: "Redis wants AUTH and the service has no secret for it",
    help: "With AUTH on a client connects and is then refused. Give the AUTH string through Secret Manager.",
  },
  "connector-limits": {
    title: "The connector is outside the limits of its API",
    help: "Names have at most 25 characters, ranges are a /28, and there are 2 to 9 instances at least and 3 to 10 at most. No plan checks this; the apply fails.",
  },
  "cpu-idle-unset": {
    title: "cpu_idle is unset beside resources",
    help: "Unset it becomes false, and instances are billed around the clock. Write it out.",
  },
  "ingress-from-anywhere": {
    title: "A firewall rule lets the whole internet in",
    help: "Name the ranges that the rule is for.",
  },
  "literal-network": {
    title: "A network is named by text instead of by reference",
    help: "It agrees with the network that is made here by luck, until somebody renames one of the two. Refer to the network resource.",
  },
  "literal-redis-host": {
    title: "The address of Redis is written out",
    help: "It goes stale when Redis is replaced. Refer to the host of the instance.",
  },
  "literal-redis-port": {
    title: "The port of Redis is written out",
    help: "TLS moves the port. Refer to the port of the instance.",
  },
  "missing-dependency": {
    title: "Redis does not wait for what it needs",
    help: "Nothing in the references says that Redis needs the services connection first. Add it to depends_on.",
  },
  "nat-combination": {
    title: "The NAT has settings that exclude each other",
    help: "The API refuses them after the plan was approved.",
  },
  "nat-misses-connector": {
    title: "The NAT does not cover the connector",
    help: "The subnet of a connector is hidden and cannot be listed: cover all subnetworks.",
  },
  "not-read": {
    title: "A part of the live project could not be read",
    help: "Paths that hang on it are unknown, and paths may be missing. The message says which permission it takes.",
  },
  "overlapping-ranges": {
    title: "Two ranges of one network overlap",
    help: "Google refuses the second of them. Give each a range of its own.",
  },
  "redis-url": {
    title: "REDIS_URL is deprecated",
    help: "Give REDIS_HOST and REDIS_PORT by reference and REDIS_PASSWORD from Secret Manager.",
  },
  "secret-in-env": {
    title: "A secret is in plain sight",
    help: "Everybody who may look at the service reads it. Put it into Secret Manager and refer to it.",
  },
  "shadowed-rule": {
    title: "A firewall rule never decides anything",
    help: "Rules above it decide every packet that it speaks of. Remove it, or move it if it was meant to act.",
  },
  "unneeded-rule": {
    title: "A firewall rule opens what no declared path needs",
    help: "Keep it only if something other than Redis needs it.",
  },
  "unset-computed": {
    title: "An attribute that decides a path is unset",
    help: "The provider keeps whatever the cloud says, so that a change made by hand is invisible to every plan. Write it out.",
  },
  "wide-rule": {
    title: "A firewall rule allows more than it has to",
    help: "Narrow its ranges and ports to what the paths need.",
  },
};
