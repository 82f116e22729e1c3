import { setFields } from "../recording/out-of-band";
import { detachConnector, moveConnector } from "../scenarios/incident/manual-changes";
import { BACKEND, CONNECTOR } from "../scenarios/incident/names";
import type { Break } from "./break";
import { BACKEND_NAME, BOTH, DEPLOY } from "./names";
import { changed, NO_ANSWER, says } from "./services";

const AT_CONNECTOR = /staging-connector/;

export const connectorBreaks: readonly Break[] = [
  {
    id: "connector on default",
    title: "the connector is recreated under its name, on the network default",
    happens: async (hands) => {
      await moveConnector(hands);
      await says(hands, BACKEND, ...NO_ANSWER);
    },
    sought: [{ codes: ["GOOGLE_MANAGED_SERVICE_NO_PEERING"], hits: BOTH, repair: DEPLOY }],
  },
  {
    id: "connector detached",
    title: "a deploy script releases with --clear-vpc-connector",
    happens: async (hands) => {
      await detachConnector(hands);
      await says(hands, BACKEND, ...NO_ANSWER);
    },
    sought: [{ codes: ["VPC_CONNECTOR_NOT_SET"], at: /netra-backend-staging/, hits: [BACKEND_NAME], repair: DEPLOY }],
  },
  {
    id: "connector deleted",
    title: "the connector is deleted",
    happens: async (hands) => {
      await hands.callApi("DELETE", CONNECTOR);
      await says(hands, BACKEND, ...NO_ANSWER);
    },
    sought: [
      { codes: ["VPC_CONNECTOR_NOT_RUNNING", "RESOURCE_MISSING"], at: AT_CONNECTOR, hits: BOTH, repair: DEPLOY },
    ],
  },
  {
    id: "connector not ready",
    title: "the connector is in the state ERROR",
    happens: async (hands) => setFields(hands, CONNECTOR.replace("/v1/", "/"), { state: "ERROR" }),
    sought: [
      {
        codes: ["VPC_CONNECTOR_NOT_RUNNING"],
        at: AT_CONNECTOR,
        hits: BOTH,
        repair: { command: /vpc-access connectors|^npm run deploy -- staging$/, by: "look" },
      },
    ],
  },
  {
    id: "direct egress on default",
    title: "a service is given direct egress into the network default",
    happens: async (hands) => {
      const subnetwork = { name: "default", network: DEFAULT, ipCidrRange: "10.128.0.0/20" };
      await hands.callApi("POST", "compute/v1/projects/netra-staging/regions/us-central1/subnetworks", subnetwork);
      await changed(hands, BACKEND, (template) => {
        template.vpcAccess = {
          networkInterfaces: [{ network: "default", subnetwork: "default" }],
          egress: "PRIVATE_RANGES_ONLY",
        };
      });
    },
    sought: [{ codes: ["GOOGLE_MANAGED_SERVICE_NO_PEERING"], hits: [BACKEND_NAME], repair: DEPLOY }],
  },
];

const DEFAULT = "projects/netra-staging/global/networks/default";
