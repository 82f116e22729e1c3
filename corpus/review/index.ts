import { firewallCases } from "./firewall";
import { networkCases } from "./network";
import { planCases } from "./plans";
import { redisCases } from "./redis";
import { serviceCases } from "./services";
import type { ReviewCase } from "./wanted";

export const reviewCases: ReviewCase[] = [
  ...redisCases,
  ...networkCases,
  ...firewallCases,
  ...serviceCases,
  ...planCases,
];
