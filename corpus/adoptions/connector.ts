import { type AdoptionCase, PROJECT, pathOf, post, REGIONAL, set, WORLD } from "./case";

const { connector, network } = WORLD;

export const connectorCases: AdoptionCase[] = [
  {
    id: "connector-of-the-recovery-command",
    about: "2..10 instances, which the incident's own command made",
    edits: [set(connector, { maxInstances: 10, maxThroughput: 1000 })],
  },
  {
    id: "connector-with-larger-minimum",
    about: "3..4 instances",
    edits: [set(connector, { minInstances: 3, maxInstances: 4, minThroughput: 300, maxThroughput: 400 })],
  },
  {
    id: "connector-in-subnet-form",
    about: "it lies in a subnet, as the recovery command had it",
    edits: [
      post(`compute/v1/${pathOf(REGIONAL)}/subnetworks`, {
        name: "connector-subnet",
        ipCidrRange: "10.2.0.16/28",
        network: pathOf(network),
      }),
      set(connector, {
        subnet: { name: "connector-subnet", projectId: PROJECT },
        ipCidrRange: null,
        network: null,
      }),
    ],
  },
  {
    id: "connector-with-other-machine",
    about: "f1-micro",
    edits: [set(connector, { machineType: "f1-micro" })],
  },
  { id: "connector-with-other-range", about: "10.8.0.0/28", edits: [set(connector, { ipCidrRange: "10.8.0.0/28" })] },
  { id: "connector-on-default-network", about: "as in the incident", edits: [set(connector, { network: "default" })] },
  {
    id: "connector-by-throughput",
    about: "made with throughput alone: the API says instances as well",
    edits: [set(connector, { minThroughput: 200, maxThroughput: 1000, maxInstances: 10 })],
  },
];
