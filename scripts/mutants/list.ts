import { accessChangeMutants, accessMutants } from "./access";
import { callerMutants } from "./callers";
import { contractMutants } from "./contract";
import { firewallMutants } from "./firewall";
import { inputMutants } from "./inputs";
import type { Mutant } from "./mutant";
import { networkMutants } from "./networks";
import { permissionMutants } from "./permissions";
import { redisMutants } from "./redis";
import { takenMutants } from "./taken";
import { targetMutants } from "./targets";
import { wayInMutants } from "./ways-in";

export const MUTANTS: readonly Mutant[] = [
  ...inputMutants,
  ...firewallMutants,
  ...wayInMutants,
  ...networkMutants,
  ...redisMutants,
  ...targetMutants,
  ...takenMutants,
  ...accessMutants,
  ...accessChangeMutants,
  ...callerMutants,
  ...contractMutants,
  ...permissionMutants,
];
