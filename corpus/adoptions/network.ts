import { type AdoptionCase, gone, PROJECT, pathOf, post, REGIONAL, set, WORLD } from "./case";

const { network, subnet, range, connection, router, redis } = WORLD;
const NAT = "nats.[staging-nat-gateway]";
const nat = (fields: Record<string, unknown>) =>
  set(router, Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${NAT}.${name}`, value])));
const ADDRESS = `${pathOf(REGIONAL)}/addresses/nat-1`;

export const networkCases: AdoptionCase[] = [
  {
    id: "network-that-makes-its-subnets",
    about: "the network was made in auto mode",
    edits: [set(network, { autoCreateSubnetworks: true })],
  },
  { id: "network-with-other-mtu", about: "1500 instead of 1460", edits: [set(network, { mtu: 1500 })] },
  {
    id: "network-without-mtu",
    about: "gcloud sends no MTU, and the API does not print the one that holds",
    edits: [set(network, { mtu: null })],
  },
  {
    id: "network-with-global-routing",
    about: "routes of all regions",
    edits: [set(network, { "routingConfig.routingMode": "GLOBAL" })],
  },
  {
    id: "network-with-description",
    about: "somebody has described it, and a description of a network cannot be changed",
    edits: [set(network, { description: "staging, made by hand" })],
  },
  { id: "subnet-with-smaller-range", about: "a /25", edits: [set(subnet, { ipCidrRange: "10.0.0.0/25" })] },
  { id: "subnet-with-larger-range", about: "a /20", edits: [set(subnet, { ipCidrRange: "10.0.0.0/20" })] },
  { id: "subnet-with-other-range", about: "elsewhere", edits: [set(subnet, { ipCidrRange: "10.40.0.0/24" })] },
  {
    id: "subnet-with-flow-logs",
    about: "switched on in the console",
    edits: [
      set(subnet, {
        enableFlowLogs: true,
        logConfig: {
          enable: true,
          aggregationInterval: "INTERVAL_5_SEC",
          flowSampling: 0.5,
          metadata: "INCLUDE_ALL_METADATA",
        },
      }),
    ],
  },
  {
    id: "subnet-without-google-access",
    about: "the default of gcloud",
    edits: [set(subnet, { privateIpGoogleAccess: false, logConfig: null })],
  },
  {
    id: "subnet-with-second-range",
    about: "a range for pods beside it",
    edits: [set(subnet, { secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.48.0.0/20" }] })],
  },
  { id: "range-elsewhere", about: "10.20.0.0/16", edits: [set(range, { address: "10.20.0.0" })] },
  { id: "range-smaller", about: "a /20", edits: [set(range, { prefixLength: 20 })] },
  {
    id: "range-with-description",
    about: "the console asks for one, and it cannot be changed",
    edits: [set(range, { description: "Peering range for Google services" })],
  },
  {
    id: "services-connection-with-more-ranges",
    about: "shared with Cloud SQL, which has a range of its own",
    edits: [
      post(`compute/v1/projects/${PROJECT}/global/addresses`, {
        name: "cloudsql-range",
        address: "10.200.0.0",
        prefixLength: 16,
        purpose: "VPC_PEERING",
        addressType: "INTERNAL",
        network: pathOf(network),
      }),
      set(connection, { reservedPeeringRanges: ["staging-private-ip", "cloudsql-range"] }),
    ],
  },
  {
    id: "services-connection-absent",
    about: "and so there is no Redis behind it",
    edits: [...gone(connection, redis), set(network, { peerings: null })],
  },
  { id: "router-with-other-asn", about: "64999", edits: [set(router, { "bgp.asn": 64999 })] },
  { id: "router-without-asn", about: "a router for NAT alone needs none", edits: [set(router, { bgp: null })] },
  { id: "nat-with-more-ports", about: "128 at least", edits: [nat({ minPortsPerVm: 128 })] },
  {
    id: "nat-with-static-ports",
    about: "the default of gcloud: no dynamic allocation",
    edits: [nat({ enableDynamicPortAllocation: false, maxPortsPerVm: null })],
  },
  {
    id: "nat-with-own-addresses",
    about: "partners know its address",
    edits: [
      post(`compute/v1/${pathOf(REGIONAL)}/addresses`, { name: "nat-1", address: "203.0.113.7" }),
      nat({
        natIpAllocateOption: "MANUAL_ONLY",
        natIps: [`https://www.googleapis.com/compute/v1/${ADDRESS}`],
      }),
    ],
  },
  {
    id: "nat-of-some-subnets",
    about: "only the subnet, which the connector is not in",
    edits: [
      nat({
        sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
        subnetworks: [
          {
            name: `https://www.googleapis.com/compute/v1/${pathOf(subnet)}`,
            sourceIpRangesToNat: ["ALL_IP_RANGES"],
          },
        ],
      }),
    ],
  },
  {
    id: "nat-without-logging",
    about: "the default of gcloud",
    edits: [nat({ logConfig: { enable: false, filter: "ALL" } })],
  },
  { id: "nat-with-longer-timeouts", about: "an hour", edits: [nat({ tcpEstablishedIdleTimeoutSec: 3600 })] },
  { id: "nat-absent", about: "a router without NAT", edits: [set(router, { nats: null })] },
];
