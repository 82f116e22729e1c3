import { word } from "../../text/shell";

/** What commands name. What is not known is left out, and stands in a command as a word in capital letters. */
export interface Names {
  project?: string | undefined;
  /** The environment of this repository; without it commands are Terraform's own. */
  environment?: string | undefined;
  /** The folder of the synthesized stack, or of any other Terraform. */
  config?: string | undefined;
  region?: string | undefined;
  network?: string | undefined;
  /** All reserved ranges of the services connection: one that a command leaves out is cut off. */
  servicesRanges?: readonly string[] | undefined;
  connector?: string | undefined;
  /** The state of the connector, where that is what is broken: only one in ERROR is deleted. */
  connectorIs?: string | undefined;
  redis?: string | undefined;
  /** Services that are hit, by name. */
  services?: readonly string[] | undefined;
  secret?: string | undefined;
  version?: string | undefined;
  account?: string | undefined;
  rule?: string | undefined;
  domain?: string | undefined;
  revision?: string | undefined;
  /** Where the state is kept. */
  state?: { bucket: string; prefix: string } | undefined;
  /** As `terraform force-unlock` takes it: the generation of the lock object. */
  lock?: string | undefined;
  /** The resource that is meant, as Terraform calls it. */
  address?: string | undefined;
  /** Whether Terraform made what is broken; undefined where that is not known. */
  isManaged?: boolean | undefined;
}

/** What a command says of things that nobody has named. */
export const UNKNOWN = {
  project: "PROJECT",
  config: "FOLDER",
  region: "REGION",
  network: "NETWORK",
  servicesRanges: "RANGES",
  connector: "CONNECTOR",
  redis: "REDIS",
  service: "SERVICE",
  secret: "SECRET",
  version: "VERSION",
  account: "ACCOUNT",
  rule: "RULE",
  domain: "DOMAIN",
  revision: "REVISION",
  bucket: "BUCKET",
  prefix: "PREFIX",
  lock: "ID",
  address: "ADDRESS",
} as const;

/** The name, as one word of a shell; names come out of a project that anybody may have written to. */
export function name(
  names: Names,
  what: Exclude<keyof typeof UNKNOWN, "service" | "servicesRanges" | "bucket" | "prefix">,
): string {
  return word(names[what] ?? UNKNOWN[what]);
}

/** The services that are hit, each as one word. */
export function services({ services: hit = [] }: Names): string[] {
  return hit.length > 0 ? hit.map(word) : [UNKNOWN.service];
}
