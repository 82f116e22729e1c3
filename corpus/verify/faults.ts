import type { Fault } from "./fault";
import { addresses } from "./faults-addresses";
import { attachment } from "./faults-attachment";
import { conditionals } from "./faults-conditionals";
import { directEgress } from "./faults-direct-egress";
import { directPeering } from "./faults-direct-peering";
import { directSubnets } from "./faults-direct-subnets";
import { egress } from "./faults-egress";
import { expressions } from "./faults-expressions";
import { firewallDestination } from "./faults-firewall-destination";
import { firewallOrder } from "./faults-firewall-order";
import { firewallProtocol } from "./faults-firewall-protocol";
import { firewallTarget } from "./faults-firewall-target";
import { hierarchicalPolicies } from "./faults-hierarchical";
import { names } from "./faults-names";
import { peering } from "./faults-peering";
import { policies } from "./faults-policies";
import { ranges } from "./faults-ranges";
import { readEndpoint } from "./faults-read-endpoint";
import { refused } from "./faults-refused";
import { regions } from "./faults-regions";
import { repetition } from "./faults-repetition";
import { revisions } from "./faults-revisions";
import { policyRoutes } from "./faults-routes";
import { secretVersions } from "./faults-secret-versions";
import { detours } from "./faults-secrets";
import { several } from "./faults-several";
import { sources } from "./faults-sources";
import { taken } from "./faults-taken";
import { told } from "./faults-told";
import { urls } from "./faults-urls";
import { v1Services } from "./faults-v1";

/** Every fault and non-fault, in the order a packet meets them, under the heading it has in docs/verification.md. */
export const groups: Record<string, Fault[]> = {
  "Attachment: connector, network, Redis": attachment,
  "One network, many names": names,
  Regions: regions,
  "Services connection": peering,
  "Direct peering": directPeering,
  "Address ranges": ranges,
  "Ranges that are taken, ranges of no use": taken,
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
  "Several services and caches": several,
  "Which revision serves": revisions,
  "Address and port": addresses,
  "URLs: address, port and protocol": urls,
  "Text around a reference": told,
  "Read replicas": readEndpoint,
  "Secrets and other detours": detours,
  "Versions of secrets": secretVersions,
  "Variables, locals, names put together": expressions,
  "Conditionals, functions, null": conditionals,
  "count, for_each, dynamic": repetition,
};

export const faults: Fault[] = Object.values(groups).flat();
