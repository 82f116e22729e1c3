import { firewallCases } from "./firewall";
import { planCases } from "./plans";
import { serviceCases } from "./services";
import { thingCases } from "./things";
import type { DriftCase } from "./wanted";

export const driftCases: readonly DriftCase[] = [...thingCases, ...serviceCases, ...firewallCases, ...planCases];
