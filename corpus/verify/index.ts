import { accounts } from "./accounts";
import { addresses } from "./addresses";
import { attachment } from "./attachment";
import { callers } from "./callers";
import type { VerifyCase } from "./case";
import { cloudSql } from "./cloud-sql";
import { conditionals } from "./conditionals";
import { directEgress } from "./direct-egress";
import { directPeering } from "./direct-peering";
import { directSubnets } from "./direct-subnets";
import { egress } from "./egress";
import { expressions } from "./expressions";
import { firewallDestination } from "./firewall-destination";
import { firewallOrder } from "./firewall-order";
import { firewallProtocol } from "./firewall-protocol";
import { firewallTarget } from "./firewall-target";
import { hierarchicalPolicies } from "./hierarchical-policies";
import { names } from "./names";
import { namesOfRedis } from "./names-of-redis";
import { otherWorlds } from "./other-worlds";
import { passwords } from "./passwords";
import { peering } from "./peering";
import { policies } from "./policies";
import { policyRoutes } from "./policy-routes";
import { providers } from "./providers";
import { ranges } from "./ranges";
import { rangesInUse } from "./ranges-in-use";
import { readEndpoint } from "./read-endpoint";
import { redisCluster } from "./redis-cluster";
import { refused } from "./refused";
import { regions } from "./regions";
import { repetition } from "./repetition";
import { revisions } from "./revisions";
import { secretAccess } from "./secret-access";
import { secretVersions } from "./secret-versions";
import { detours } from "./secrets";
import { several } from "./several-services";
import { sources } from "./sources";
import { textAroundReferences } from "./text-around-references";
import { unorderedSets } from "./unordered-sets";
import { urls } from "./urls";
import { v1Services } from "./v1-services";
import { valkey } from "./valkey";

/** Every case, harmful or harmless, in the order in which a packet meets the resources; the headings are those of docs/verification.md. */
export const verifyGroups: Record<string, VerifyCase[]> = {
  "Attachment: connector, network, Redis": attachment,
  "One network, many names": names,
  Regions: regions,
  "Services connection": peering,
  "Direct peering": directPeering,
  "Address ranges": ranges,
  "Ranges already in use, ranges that cannot be allocated": rangesInUse,
  "What Google refuses, and other projects": refused,
  "Egress, routes and the connector's own traffic": egress,
  "Policy-based routes": policyRoutes,
  "Firewall: which rule decides": firewallOrder,
  "Firewall: which machines": firewallTarget,
  "Firewall: which packets": firewallProtocol,
  "Firewall: which destinations": firewallDestination,
  "Firewall policies of the network": policies,
  "Firewall policies above the project": hierarchicalPolicies,
  "Direct VPC egress": directEgress,
  "Direct VPC egress: the subnet": directSubnets,
  "Jobs and sidecars": sources,
  "Services of the first API": v1Services,
  "Worker pools, functions and callers that are not judged": callers,
  "Several services and caches": several,
  "Redis Cluster": redisCluster,
  "Memorystore for Valkey": valkey,
  "Cloud SQL by private address": cloudSql,
  "Which revision serves": revisions,
  "Address and port": addresses,
  "URLs: address, port and protocol": urls,
  "Text around a reference": textAroundReferences,
  "Read replicas": readEndpoint,
  "Secrets and other detours": detours,
  "Versions of secrets": secretVersions,
  "Who may read a secret": secretAccess,
  "The account of a service": accounts,
  "Passwords and certificates": passwords,
  "Names, parameters and secrets that are elsewhere": namesOfRedis,
  "Variables, locals, composed names": expressions,
  "Conditionals, functions, null": conditionals,
  "count, for_each, dynamic": repetition,
  "Providers: local names, aliases, their projects and regions": providers,
  "What a plan is made with": otherWorlds,
  "Sets, which have no order": unorderedSets,
};

export const verifyCases: VerifyCase[] = Object.values(verifyGroups).flat();
