import { denyRedis } from "../scenarios/incident/manual-changes";
import { BACKEND, FIREWALLS, NETWORK } from "../scenarios/incident/names";
import { deleteOpening } from "../scenarios/proof/by-hand";
import type { Break } from "./break";
import { BOTH, DEPLOY } from "./names";
import { NO_ANSWER, says } from "./services";

const OPENING = "allow-vpc-connector-to-redis-egress";
/** The rule that is gone, or the one below it that then denies. */
const GONE_OR_DENYING = /allow-vpc-connector-to-redis-egress|deny-vpc-connector-egress/;

export const firewallBreaks: readonly Break[] = [
  {
    id: "deny rule",
    title: "a deny rule is created by hand, before every rule that allows",
    happens: async (hands) => {
      await denyRedis(hands);
      await says(hands, BACKEND, ...NO_ANSWER);
    },
    sought: [
      {
        codes: ["FIREWALL_RULE"],
        at: /block-redis-while-debugging/,
        hits: BOTH,
        repair: {
          command: /^gcloud compute firewall-rules update block-redis-while-debugging --disabled\b/,
          by: "gcloud",
        },
      },
    ],
  },
  {
    id: "opening deleted",
    title: "the rule that opens the way to Redis is deleted",
    happens: async (hands) => {
      await deleteOpening(hands);
      await says(hands, BACKEND, ...NO_ANSWER);
    },
    sought: [{ codes: ["FIREWALL_RULE", "RESOURCE_MISSING"], at: GONE_OR_DENYING, hits: BOTH, repair: DEPLOY }],
  },
  {
    id: "useless rule",
    title: "the opening is deleted, and an ingress rule is made in its place, as in the incident: it opens nothing",
    happens: async (hands) => {
      await deleteOpening(hands);
      await hands.callApi("POST", FIREWALLS, {
        name: "allow-redis-6379",
        network: NETWORK,
        direction: "INGRESS",
        priority: 100,
        allowed: [{ IPProtocol: "tcp", ports: ["6379"] }],
        sourceRanges: ["10.2.0.0/28"],
      });
    },
    sought: [{ codes: ["FIREWALL_RULE", "RESOURCE_MISSING"], at: GONE_OR_DENYING, hits: BOTH, repair: DEPLOY }],
  },
  {
    id: "opening disabled",
    title: "the rule that opens the way to Redis is switched off",
    happens: (hands) => hands.callApi("PATCH", `${FIREWALLS}/${OPENING}`, { disabled: true }),
    sought: [{ codes: ["FIREWALL_RULE"], at: GONE_OR_DENYING, hits: BOTH, repair: DEPLOY }],
  },
];
