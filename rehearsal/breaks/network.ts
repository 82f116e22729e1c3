import { NETWORK } from "../scenarios/incident/names";
import type { Break } from "./break";
import { BOTH } from "./names";

const PEERING = "servicenetworking-googleapis-com";
const ROUTES = "networkconnectivity/v1/projects/netra-staging/locations/global/policyBasedRoutes";

export const networkBreaks: readonly Break[] = [
  {
    id: "peering deleted",
    title: "the peering with Google's services is deleted in the console",
    happens: (hands) => hands.callApi("POST", `compute/v1/${NETWORK}/removePeering`, { name: PEERING }),
    sought: [
      {
        codes: ["NO_ROUTE", "GOOGLE_MANAGED_SERVICE_NO_PEERING"],
        hits: BOTH,
        repair: {
          command: /^gcloud services vpc-peerings update\b.*--force|^npm run deploy -- staging$/,
          by: "gcloud",
        },
      },
    ],
  },
  {
    id: "route diverting",
    title: "a policy-based route sends the connector's packets to an appliance",
    happens: (hands) =>
      hands.callApi("POST", `${ROUTES}?policyBasedRouteId=through-appliance`, {
        network: NETWORK,
        priority: 100,
        filter: { protocolVersion: "IPV4", srcRange: "10.2.0.0/28", destRange: "10.166.0.0/16" },
        nextHopIlbIp: "10.0.0.99",
      }),
    sought: [
      {
        codes: ["UNEVALUATED_POLICY"],
        at: /through-appliance/,
        hits: BOTH,
        // A policy may be the organization's: the diagnosis says who is to be asked.
        repair: { command: "none", by: "look" },
      },
    ],
    verdict: "unknown",
  },
];
