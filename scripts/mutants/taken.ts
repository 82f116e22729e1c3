import type { Mutant } from "./mutant";

const TAKEN = "lineup/src/topology/taken.ts";
const SOURCES = "lineup/src/topology/address-sources.ts";
const tests = ["lineup/test/reachability/taken"];

/** What a plan does not show, taken for more than it can be. */
export const takenMutants: readonly Mutant[] = [
  {
    breaks: "a value that a plan does not show is one of two Redis",
    file: SOURCES,
    from: "!only || more.length > 0 ||",
    to: "!only ||",
    tests,
  },
  {
    breaks: "a value that a plan does not show is no machine",
    file: SOURCES,
    from: "!only.aliases.includes(address)) ? undefined : only;",
    to: "!only.aliases.includes(address)) ? only : only;",
    tests,
  },
  {
    breaks: "another provider makes no addresses",
    file: SOURCES,
    from: ": unresolvedIn(values).length > 0;\n}",
    to: ": false;\n}",
    tests,
  },
  {
    breaks: "a data source that is read at the apply holds no address",
    file: SOURCES,
    from: "return !readsNoAddress(type) && unresolvedIn(values).length > 0;",
    to: "return false;",
    tests,
  },
  {
    breaks: "a kind of Google's that nobody knows has no address",
    file: SOURCES,
    from: "!saysWhatItIs(key) && unresolvedIn(inner).length > 0",
    to: "false",
    tests,
  },
  {
    breaks: "a service without a way in is blocked from whatever its variable refers to",
    file: SOURCES,
    from: "if (value.references.some(isElse)) return true;",
    to: "",
    tests,
  },
  {
    breaks: "a service without a way in is blocked from a machine that a plan does not show",
    file: SOURCES,
    from: "return otherSources(topology).some(({ address }) => !isTargetAddress(address));",
    to: "return false;",
    tests,
  },
  {
    breaks: "another product that has Redis in its name is one",
    file: "lineup/src/endpoint.ts",
    from: " || OTHER_PRODUCTS.test(name) || LETTERS_ALONE.test(name)",
    to: "",
    tests,
  },
  {
    breaks: "what refers to two Redis is one of them",
    file: TAKEN,
    from: 'if (more.length > 0) return "several";',
    to: "",
    tests,
  },
  {
    breaks: "what refers to a machine as well is the Redis",
    file: TAKEN,
    from: 'if (!resource || mayGiveAddress(resource)) return "several";',
    to: "",
    tests,
  },
  {
    breaks: "a reference to a port is one to the host",
    file: TAKEN,
    from: "(endpoints.size === 0 && (!isHidden || isExplained))",
    to: "false",
    tests,
  },
  {
    breaks: "a hidden part beside a port is the host",
    file: TAKEN,
    from: "(!isHidden || isExplained)",
    to: "!isHidden",
    tests,
  },
  {
    breaks: "a URL with further parts in it is unknown for its host",
    file: "lineup/src/reachability/hops/endpoint.ts",
    from: "!isHost && taken.isMixed",
    to: "false",
    tests,
  },
  {
    breaks: "a variable of any name is exactly the host that it refers to",
    file: "lineup/src/reachability/hops/endpoint.ts",
    from: "const isHost = NAMES_A_HOST.test(name);",
    to: "const isHost = NAMES_A_HOST.test(name) || value.isAssumed;",
    tests,
  },
  {
    breaks: "a connector that a condition may leave out is the way in",
    file: "lineup/src/topology/access-v1.ts",
    from: "const isOne = !isLeftOut && ",
    to: "const isOne = ",
    tests,
  },
  {
    breaks: "what a plan keeps of two networks is one network",
    file: "lineup/src/topology/networks.ts",
    from: "one === other && /^\\$\\{local",
    to: "one === other && /local.*|^\\$\\{local",
    tests,
  },
  {
    breaks: "no name is made by chance",
    file: "lineup/src/topology/meant.ts",
    from: "(isNamedByChance || !value.isHidden)",
    to: "false",
    tests,
  },
  {
    breaks: "a variable of any name is the Redis where a plan does not show it",
    file: TAKEN,
    from: "if ((isHidden || whole) && !isNamed) return undefined;",
    to: "",
    tests,
  },
  {
    breaks: "a URL that refers to the port alone holds nothing else",
    file: "lineup/src/reachability/hops/endpoint.ts",
    from: "if (!(value instanceof Unresolved && value.isAssumed)) return false;",
    to: "return false;",
    tests,
  },
  {
    breaks: "a URL that a plan does not show speaks TLS",
    file: "lineup/src/reachability/hops/endpoint.ts",
    from: "!isAddress && target.tls !== false",
    to: "false",
    tests,
  },
];
