import { caches } from "./caches";
import { diversions } from "./diversions";
import { identities } from "./identities";
import type { Lifecycle } from "./lifecycle";
import { network } from "./network";
import { observation } from "./observation";
import { watching } from "./watching";
import { workloads } from "./workloads";

export const lifecycles: readonly Lifecycle[] = [
  ...network,
  ...caches,
  ...workloads,
  ...identities,
  ...observation,
  ...watching,
  ...diversions,
];
