import { callerMutants } from "./callers";
import { firewallMutants } from "./firewall";
import type { Mutant } from "./mutant";
import { networkMutants } from "./networks";
import { redisMutants } from "./redis";
import { wayInMutants } from "./ways-in";

export const MUTANTS: readonly Mutant[] = [
  ...firewallMutants,
  ...wayInMutants,
  ...networkMutants,
  ...redisMutants,
  ...callerMutants,
];
