/**
 * What Google's API takes of a Serverless VPC Access connector, and no plan checks: an apply fails on it. The
 * documentation asks besides for fewer than 21 characters with each hyphen counted twice; real connectors break that by
 * the dozen, so it is advice and no limit.
 */
export const CONNECTOR_NAME = /^[a-z][-a-z0-9]{0,23}[a-z0-9]$/;
export const CONNECTOR_NAME_LONGEST = 25;
export const CONNECTOR_PREFIX_LENGTH = 28;
export const CONNECTOR_ADDRESSES = 16;
export const CONNECTOR_MACHINE_TYPES = ["f1-micro", "e2-micro", "e2-standard-4"] as const;

/**
 * Mbit/s that one instance carries. Google gives the range of a whole connector, from 2 instances to 10: f1-micro 100 to
 * 500, e2-micro 200 to 1000, e2-standard-4 3200 to 16000. All of it is an estimate.
 * https://cloud.google.com/vpc/docs/serverless-vpc-access#scaling
 */
export const CONNECTOR_MBITS_PER_INSTANCE: Readonly<Record<(typeof CONNECTOR_MACHINE_TYPES)[number], number>> = {
  "f1-micro": 50,
  "e2-micro": 100,
  "e2-standard-4": 1600,
};

export const CONNECTOR_MIN_INSTANCES = { least: 2, most: 9 } as const;
export const CONNECTOR_MAX_INSTANCES = { least: 3, most: 10 } as const;

/** The tag that the VMs of every connector carry. */
export const CONNECTOR_TAG = "vpc-connector";

/** Every VM of a connector carries these two tags, and egress rules act on it by them. */
export function connectorTags(region: string, name: string): [string, string] {
  return [CONNECTOR_TAG, `${CONNECTOR_TAG}-${region}-${name}`];
}
