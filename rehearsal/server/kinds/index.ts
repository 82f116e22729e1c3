import type { ApiKind } from "../kind";
import { projectServices, projects, serviceAccounts } from "./accounts";
import { connectors } from "./connectors";
import { firewallPolicies } from "./firewall-policies";
import { firewalls } from "./firewalls";
import { networks, routes, subnetworks } from "./networks";
import { connectivityTests, monitoring } from "./observability";
import { otherCaches } from "./other-caches";
import { policyBasedRoutes } from "./policy-routes";
import { redisInstances } from "./redis";
import { customRoles } from "./roles";
import { routers } from "./routers";
import { runJobs, runServices, runWorkerPools } from "./run";
import { secrets, secretVersions } from "./secrets";
import { globalAddresses, servicesConnections } from "./services-access";

/** Everything that this cloud has. */
export const kinds: readonly ApiKind[] = [
  networks,
  subnetworks,
  routes,
  firewalls,
  ...firewallPolicies,
  policyBasedRoutes,
  routers,
  globalAddresses,
  servicesConnections,
  connectors,
  redisInstances,
  ...otherCaches,
  runServices,
  runJobs,
  runWorkerPools,
  secretVersions,
  secrets,
  serviceAccounts,
  customRoles,
  projects,
  projectServices,
  ...monitoring,
  connectivityTests,
];
