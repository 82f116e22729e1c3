import { accounts } from "./accounts";
import { apis } from "./apis";
import { auditLogs } from "./audit-logs";
import { billing } from "./billing";
import { bindings } from "./bindings";
import { buckets } from "./bucket";
import type { Check } from "./check";
import { github } from "./github";
import { orgPolicies } from "./org-policies";
import { quotas } from "./quotas";
import { roles } from "./roles";
import { signIn } from "./sign-in";
import { state } from "./state";

/** In the order in which they are said: what others rest on first. */
export const CHECKS: readonly Check[] = [
  billing,
  apis,
  buckets,
  state,
  signIn,
  accounts,
  roles,
  bindings,
  auditLogs,
  orgPolicies,
  quotas,
  github,
];
