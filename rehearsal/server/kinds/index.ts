import type { ApiKind } from "../kind";
import { projectServices, projects, serviceAccounts } from "./accounts";
import { regionalAddresses } from "./addresses";
import { billing } from "./billing";
import { connectivityTests } from "./connectivity-tests";
import { connectors } from "./connectors";
import { credentials } from "./credentials";
import { databases } from "./databases";
import { dnsKinds } from "./dns";
import { domainMappings } from "./domain-mappings";
import { firewallPolicies } from "./firewall-policies";
import { firewalls } from "./firewalls";
import { forwardingRules } from "./forwarding-rules";
import { functions } from "./functions";
import { identityPools } from "./identity-pools";
import { identityProviders } from "./identity-providers";
import { cryptoKeys, keyRings } from "./keys";
import { knativeServices } from "./knative";
import { logEntries } from "./log-entries";
import { memcachedInstances } from "./memcached";
import { networks, subnetworks } from "./networks";
import { orgPolicies } from "./org-policies";
import { policyBasedRoutes } from "./policy-routes";
import { clusters, valkeyInstances } from "./psc-caches";
import { redisInstances } from "./redis";
import { customRoles } from "./roles";
import { routers } from "./routers";
import { routes } from "./routes";
import { runExecutions, runJobs, runRevisions, runServices, runTasks, runWorkerPools } from "./run-v2";
import { schedules } from "./schedules";
import { secrets, secretVersions } from "./secrets";
import { serviceConnectionPolicies } from "./service-connections";
import { globalAddresses, servicesConnections } from "./services-access";
import { computeProjects } from "./shared-vpc";
import { watching } from "./watching";

/** Everything that this cloud has. */
export const kinds: readonly ApiKind[] = [
  computeProjects,
  networks,
  subnetworks,
  routes,
  firewalls,
  ...firewallPolicies,
  policyBasedRoutes,
  serviceConnectionPolicies,
  forwardingRules,
  routers,
  globalAddresses,
  regionalAddresses,
  servicesConnections,
  connectors,
  redisInstances,
  clusters,
  valkeyInstances,
  memcachedInstances,
  databases,
  domainMappings,
  ...runRevisions,
  runTasks,
  runExecutions,
  runServices,
  knativeServices,
  runJobs,
  runWorkerPools,
  functions,
  secretVersions,
  secrets,
  serviceAccounts,
  credentials,
  customRoles,
  identityProviders,
  identityPools,
  projects,
  projectServices,
  orgPolicies,
  billing,
  cryptoKeys,
  keyRings,
  ...watching,
  logEntries,
  connectivityTests,
  schedules,
  ...dnsKinds,
];
