import { deploy, plan, verify } from "./commands";
import {
  connectorState,
  deleteConnector,
  disableRule,
  effectiveFirewalls,
  egressRules,
  importedRoutes,
  peerAgain,
  peerings,
  policyRoutes,
  redisNetwork,
  subnets,
} from "./google";
import { byMaker, type Guide, step } from "./guide";
import type { Names } from "./names";

const rule = (names: Names) =>
  byMaker(
    names,
    [step("A rule of this Terraform that somebody changed or removed:", deploy(names))],
    [
      step(
        "A rule that somebody added by hand. Switched off, it can be switched on again; delete it when it is not missed:",
        disableRule(names),
      ),
    ],
  );
const wrongAsWritten = (names: Names) => [
  step("Is it written so? Then this says where, and the way out:", verify(names)),
  step("It is written right and was changed by hand:", deploy(names)),
];

/** Entry, firewall and peering: the way through the network. */
export const NETWORK = {
  FIREWALL_RULE: {
    look: (names) => [step("The lowest number wins, and a deny at the same number:", egressRules(names))],
    repair: rule,
    stop: "Do not delete `deny-vpc-connector-egress` to open the way: it is the allow rules above it that open it, and without them everything else stays cut.",
  },
  VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED: {
    look: (names) => [step("A deny at 100 or lower that acts on the connector:", egressRules(names))],
    repair: rule,
    stop: "Rules whose names begin with `aet-` are Google's: leave them alone.",
  },
  UNEVALUATED_POLICY: {
    look: (names) => [
      step("Policies above the rules:", effectiveFirewalls(names)),
      step("Routes that divert packets:", policyRoutes(names)),
    ],
    repair: () => [step("Ask whoever owns the policy: it may be the organization's. Nothing here can change it.")],
    stop: "Whether it cuts the path is not known: the probe of the service knows. Do nothing to a policy on suspicion.",
  },
  VPC_CONNECTOR_NOT_RUNNING: {
    look: (names) => [step("Its state:", connectorState(names))],
    repair: (names) =>
      names.connectorIs !== undefined && names.connectorIs !== "ERROR"
        ? [step("It passes by itself within ten minutes: wait until it is READY.", connectorState(names))]
        : [
            step("ERROR does not pass. It carries nothing any more: delete it,", deleteConnector(names)),
            step("and let a deploy make it again, under its name.", deploy(names)),
          ],
    stop: "CREATING or UPDATING passes by itself within ten minutes: wait. Never delete one that is READY.",
  },
  REGION_MISMATCH: {
    look: (names) => [step("Where Redis is:", redisNetwork(names))],
    repair: wrongAsWritten,
    stop: "Another region for Redis is a new Redis, without data: move the service instead, or plan it for the day.",
  },
  RANGE_OVERLAP: {
    look: (names) => [step("Ranges of the network:", subnets(names))],
    repair: wrongAsWritten,
    stop: "Another range for the connector replaces it and cuts every service off for minutes: plan it for the day.",
  },
  REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS: {
    look: (names) => [step("The range of the connector:", connectorState(names))],
    repair: wrongAsWritten,
    stop: "Another range for the connector replaces it and cuts every service off for minutes: plan it for the day.",
  },
  GOOGLE_MANAGED_SERVICE_NO_PEERING: {
    look: (names) => [
      step("The network that Redis answers:", redisNetwork(names)),
      step("The network of the connector:", connectorState(names)),
    ],
    repair: (names) => [
      step("Read it first: a connector or a Redis that is replaced is named there.", plan(names)),
      step("Deploy what is written: both in one network.", deploy(names)),
    ],
    stop: "Does the plan replace Redis? Stop: its data would be gone. Move the connector instead.",
  },
  NO_ROUTE: {
    look: (names) => [
      step("Is the peering there, and ACTIVE?", peerings(names)),
      step("Is the range of Redis among the routes?", importedRoutes(names)),
    ],
    repair: (names) => [
      step(
        "The peering is gone or INACTIVE. This makes it again; it names every range of the connection, for one that is left out is cut off:",
        peerAgain(names),
      ),
      step("A network, a range or the connection is gone:", deploy(names)),
    ],
    stop: "Do not delete the services connection to make it anew: it carries every Redis and every database behind it.",
  },
} satisfies Record<string, Guide>;
