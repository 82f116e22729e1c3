import type { Fault } from "./fault";
import { addresses } from "./faults-addresses";
import { attachment } from "./faults-attachment";
import { conditionals } from "./faults-conditionals";
import { directEgress } from "./faults-direct-egress";
import { directPeering } from "./faults-direct-peering";
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
import { regions } from "./faults-regions";
import { repetition } from "./faults-repetition";
import { policyRoutes } from "./faults-routes";
import { detours } from "./faults-secrets";
import { several } from "./faults-several";
import { sources } from "./faults-sources";
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
  "Egress, routes and the connector's own traffic": egress,
  "Policy-based routes": policyRoutes,
  "Firewall: which rule decides": firewallOrder,
  "Firewall: which machines": firewallTarget,
  "Firewall: which packets": firewallProtocol,
  "Firewall: which destinations": firewallDestination,
  "Firewall policies of the network": policies,
  "Firewall policies above the project": hierarchicalPolicies,
  "Direct VPC egress": directEgress,
  "Jobs and sidecars": sources,
  "Services of the first API": v1Services,
  "Several services and caches": several,
  "Address and port": addresses,
  "URLs: address, port and protocol": urls,
  "Secrets and other detours": detours,
  "Variables, locals, names put together": expressions,
  "Conditionals, functions, null": conditionals,
  "count, for_each, dynamic": repetition,
};

export const faults: Fault[] = Object.values(groups).flat();
