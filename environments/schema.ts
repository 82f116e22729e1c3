import * as z from "zod";
import {
  CONNECTOR_ADDRESSES,
  CONNECTOR_MACHINE_TYPES,
  CONNECTOR_MAX_INSTANCES,
  CONNECTOR_MIN_INSTANCES,
  CONNECTOR_NAME,
  CONNECTOR_NAME_LONGEST,
  CONNECTOR_PREFIX_LENGTH,
  connectorTags,
} from "../facts/connectors";
import { alerts } from "./alerts";
import { publicBy } from "./callers";
import { matching, oneOf, privateRange, reason, whole, yesOrNo } from "./fields";
import { cloudSql, nat, network } from "./network";
import { approvals, plans, state } from "./pipeline";
import { probe, watch } from "./probe";
import { redis } from "./redis";
import { LOWER_CASE, services } from "./services";

const REGION = 'must be a region - such as "us-central1"';
/** A connector's VMs carry a tag of at most 63 characters that holds the region and the connector's name. */
const REGION_LONGEST = 63 - connectorTags("", "")[1].length - CONNECTOR_NAME_LONGEST;

/**
 * The settings of an environment. Each field is checked here on its own, what must hold between fields in rules.ts.
 * Names that follow from the environment's name are derived in names.ts and are no settings.
 */
const connector = z.strictObject({
  /** Replaces the derived `ENVIRONMENT-connector`, also where that is longer than a connector's name may be. */
  name: matching(
    CONNECTOR_NAME,
    `must be 2 to ${CONNECTOR_NAME_LONGEST} lower-case letters, digits and inner hyphens - such as "prod-connector"`,
  ).optional(),
  range: privateRange({
    from: CONNECTOR_PREFIX_LENGTH,
    to: CONNECTOR_PREFIX_LENGTH,
    why: `connectors take exactly ${CONNECTOR_ADDRESSES} addresses`,
  }),
  machineType: oneOf(CONNECTOR_MACHINE_TYPES),
  instances: z.strictObject({
    min: whole(CONNECTOR_MIN_INSTANCES.least, CONNECTOR_MIN_INSTANCES.most, "what a connector's lower limit can be"),
    max: whole(
      CONNECTOR_MAX_INSTANCES.least,
      CONNECTOR_MAX_INSTANCES.most,
      "what a connector's upper limit can be; it can grow later, never shrink",
    ),
  }),
});

export const environmentSchema = z.strictObject({
  name: matching(/^[a-z][a-z0-9-]*[a-z0-9]$/, `${LOWER_CASE} - at least two, such as "staging"`),
  project: matching(
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    "must be a Google Cloud project id - 6 to 30 lower-case letters, digits and inner hyphens",
  ),
  region: matching(/^[a-z]+-[a-z]+\d+$/, REGION).max(REGION_LONGEST, REGION),
  /** false: everything moves to the project's existing default network. */
  privateNetwork: yesOrNo,
  network,
  connector,
  redis,
  nat,
  cloudSql,
  publicBy: publicBy.default("allUsers"),
  services,
  probe: probe.optional(),
  watch: watch.optional(),
  alerts,
  plans,
  approvals: approvals.default("another-person"),
  state,
  /** Leave it out: with it, nothing in this environment is protected against destruction. */
  destroyable: z.strictObject({ reason }).optional(),
});

export type EnvironmentInput = z.input<typeof environmentSchema>;
export type EnvironmentSettings = z.output<typeof environmentSchema>;
