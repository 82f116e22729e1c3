import { firewallCases } from "./firewall";
import { networkCases } from "./network";
import { openingCases } from "./openings";
import { planCases } from "./plans";
import { redisCases } from "./redis";
import { serviceCases } from "./services";
import type { ReviewCase } from "./wanted";

export const reviewCases: ReviewCase[] = [
  ...redisCases,
  ...networkCases,
  ...openingCases,
  ...firewallCases,
  ...serviceCases,
  ...planCases,
];
