import { accessCases } from "./access";
import { firewallCases } from "./firewall";
import type { DriftCase } from "./label";
import { planCases } from "./plans";
import { resourceCases } from "./resources";
import { serviceCases } from "./services";

export const driftCases: readonly DriftCase[] = [
  ...accessCases,
  ...resourceCases,
  ...serviceCases,
  ...firewallCases,
  ...planCases,
];
