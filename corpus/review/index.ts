import { accessCases } from "./access";
import { callerCases } from "./callers";
import { firewallCases } from "./firewall";
import { handedSecretCases } from "./handed-secrets";
import { identityCases } from "./identities";
import { importCases } from "./imports";
import type { ReviewCase } from "./label";
import { networkCases } from "./network";
import { openingCases } from "./openings";
import { planCases } from "./plans";
import { redisCases } from "./redis";
import { serviceCases } from "./services";
import { targetCases } from "./targets";
import { trafficCases } from "./traffic";

export const reviewCases: ReviewCase[] = [
  ...redisCases,
  ...targetCases,
  ...networkCases,
  ...openingCases,
  ...firewallCases,
  ...serviceCases,
  ...accessCases,
  ...handedSecretCases,
  ...callerCases,
  ...identityCases,
  ...planCases,
  ...importCases,
  ...trafficCases,
];
