import * as z from "zod";
import { otherName, plainText, port, privateRange, reason, whole, yesOrNo } from "./fields";
import { LONGEST } from "./names";

const PORTS = "must be a list of ports - such as [5432]";
const ADDRESSES = 'must be a list of ranges - such as ["10.99.0.0/20"]';
const RANGES = 'must be a list of names - such as ["google-managed-services-default"]';

/** What exists was made with it, and Google makes a thing anew for another. */
const description = plainText("must be a text - the description that what exists has").min(
  1,
  "must be a text - leave it out where what exists has none",
);

const rangeForServices = privateRange({
  from: 8,
  to: 24,
  why: "Google takes a /29 for each Redis and a /24 for each Cloud SQL",
});

export const network = z.strictObject({
  /** Replaces the derived `ENVIRONMENT-vpc`. */
  name: otherName(LONGEST.network, "staging-vpc").optional(),
  /** Replaces the derived `ENVIRONMENT-subnet`. */
  subnetName: otherName(LONGEST.subnet, "staging-subnet").optional(),
  range: privateRange({ from: 8, to: 29, why: "what a subnet can be" }),
  servicesRange: rangeForServices,
  /** Replaces the derived `ENVIRONMENT-private-ip`. */
  servicesRangeName: otherName(LONGEST.servicesRange, "staging-private-ip").optional(),
  /**
   * Reserved ranges that the services connection has besides, and keeps: Cloud SQL hangs on them. The environment's own
   * comes first, unless its name stands among them: the order is the connection's.
   */
  otherServicesRanges: z
    .array(otherName(LONGEST.servicesRange, "google-managed-services-default"), RANGES)
    .min(1, RANGES)
    .refine((names) => new Set(names).size === names.length, "must be different names - say each range once")
    .optional(),
  descriptions: z
    .strictObject({
      network: description.optional(),
      subnet: description.optional(),
      servicesRange: description.optional(),
    })
    .optional(),
  /** Of the subnet alone: the connector's own subnet is Google's, and its connections are in the firewall's logs. */
  flowLogs: yesOrNo,
});

export const nat = z.strictObject({
  /** Replaces the derived `ENVIRONMENT-nat-router`. */
  routerName: otherName(LONGEST.router, "staging-nat-router").optional(),
  /** Replaces the derived `ENVIRONMENT-nat-gateway`. */
  gatewayName: otherName(LONGEST.nat, "staging-nat-gateway").optional(),
  /** Left out, the router speaks no BGP: one that exists without is not given it, and NAT needs none. */
  asn: whole(64512, 65534, "the private ASNs").optional(),
});

/** What services with Redis call at private addresses besides it. */
export const cloudSql = z.strictObject({
  ports: z.array(port, PORTS).min(1, PORTS),
  reason,
  /**
   * Where databases are that do not live in network.servicesRange: one that was there before the environment hangs on a
   * range of network.otherServicesRanges. That setting keeps the range and opens nothing. A database whose addresses are
   * not here is cut off by deny-vpc-connector-egress, and no plan shows it: to Terraform the rule is new, and no more.
   */
  ranges: z.array(rangeForServices, ADDRESSES).min(1, ADDRESSES).optional(),
});
