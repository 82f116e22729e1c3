import { benign, breaks, CLEAN, type DriftCase, REFUSED, weakens } from "./label";
import { changed, deleted, firewallRuleCreated, RULE, tcp } from "./out-of-band";
import { closed, open, policed } from "./roots";

const OPENING = RULE("allow-conn-egress-redis");
const MAIL = RULE("mail");
const SSH = RULE("allow-ssh-from-office");
const LAB = RULE("deny-lab");
const POLICY = "compute/v1/projects/acme-staging/global/firewallPolicies/egress";

export const firewallCases: DriftCase[] = [
  {
    id: "opening-deleted",
    title: "the firewall rule that allows the connector to reach Redis is deleted",
    before: closed,
    outOfBand: [deleted(OPENING)],
    label: breaks("redis_out"),
  },
  {
    id: "opening-deleted-from-open",
    title: "the same firewall rule is deleted where no other one denies egress",
    before: open,
    outOfBand: [deleted(OPENING)],
    label: breaks("redis_out"),
  },
  {
    id: "opening-disabled",
    title: "the firewall rule that allows the connector to reach Redis is disabled",
    before: closed,
    outOfBand: [changed(OPENING, { disabled: true })],
    label: breaks("redis_out.disabled"),
  },
  {
    id: "opening-narrowed-off",
    title: "the allow rule is narrowed to a range that does not contain Redis",
    before: closed,
    outOfBand: [changed(OPENING, { destinationRanges: ["10.166.128.0/17"] })],
    label: breaks("redis_out.destination_ranges"),
  },
  {
    id: "opening-narrowed-around",
    title: "the allow rule is narrowed to the range that contains Redis",
    before: closed,
    outOfBand: [changed(OPENING, { destinationRanges: ["10.166.0.0/24"] })],
    label: benign("redis_out.destination_ranges"),
  },
  {
    id: "opening-widened",
    title: "the allow rule is widened to every private address",
    before: closed,
    outOfBand: [changed(OPENING, { destinationRanges: ["10.0.0.0/8"] })],
    label: {
      ...weakens("redis_out.destination_ranges"),
      repair: "terraform apply sets destination_ranges back to 10.166.0.0/16",
    },
  },
  {
    id: "opening-more-ports",
    title: "the allow rule is widened to more ports",
    before: closed,
    outOfBand: [changed(OPENING, { allowed: tcp("6379", "5432-5440") })],
    label: weakens("redis_out.allow.ports"),
  },
  {
    id: "opening-in-other-words",
    title: "the allow rule is written differently: protocol as a number, port as a range, destination as two halves",
    before: closed,
    outOfBand: [
      changed(OPENING, {
        allowed: [{ IPProtocol: "6", ports: ["6379-6379"] }],
        destinationRanges: ["10.166.128.0/17", "10.166.0.0/17"],
      }),
    ],
    label: CLEAN,
  },
  {
    id: "opening-for-everybody",
    title: "the allow rule loses its target tag and so applies to every instance",
    before: closed,
    outOfBand: [changed(OPENING, { targetTags: null })],
    label: weakens("redis_out.target_tags"),
  },
  {
    id: "opening-for-another-tag",
    title: "the target tag of the allow rule becomes that of another connector",
    before: closed,
    outOfBand: [changed(OPENING, { targetTags: ["vpc-connector-europe-west1-other"] })],
    label: breaks("redis_out.target_tags"),
  },
  {
    id: "opening-below-the-wall",
    title: "the priority of the allow rule moves behind the deny rule",
    before: closed,
    outOfBand: [changed(OPENING, { priority: 65100 })],
    label: breaks("redis_out.priority"),
  },
  {
    id: "opening-renumbered",
    title: "the priority of the allow rule changes, and the order of the rules stays",
    before: closed,
    outOfBand: [changed(OPENING, { priority: 1100 })],
    label: benign("redis_out.priority"),
  },
  {
    id: "wall-deleted",
    title: "the rule that denies the connector all other egress is deleted",
    before: closed,
    outOfBand: [deleted(RULE("closed"))],
    label: weakens("closed"),
  },
  {
    id: "wall-disabled",
    title: "the rule that denies the connector all other egress is disabled",
    before: closed,
    outOfBand: [changed(RULE("closed"), { disabled: true })],
    label: weakens("closed.disabled"),
  },
  {
    id: "wall-narrowed",
    title: "the deny rule leaves out one range",
    before: closed,
    outOfBand: [changed(RULE("closed"), { destinationRanges: ["0.0.0.0/1"] })],
    label: weakens("closed.destination_ranges"),
  },
  {
    id: "wall-in-front",
    title: "the priority of the deny rule moves before the allow rule",
    before: closed,
    outOfBand: [changed(RULE("closed"), { priority: 500 })],
    label: breaks("closed.priority"),
  },
  {
    id: "mail-ports-dropped",
    title: "a deny rule for other ports loses a port",
    before: closed,
    outOfBand: [changed(MAIL, { denied: tcp("25") })],
    label: weakens("mail.deny.ports"),
  },
  {
    id: "policy-deny-deleted",
    title: "the deny rule of a firewall policy is deleted: the provider takes the API's 400 for an error of the plan",
    before: policed,
    outOfBand: [{ method: "POST", path: `${POLICY}/removeRule?priority=1000` }],
    label: REFUSED,
  },
  {
    id: "policy-deny-disabled",
    title: "the deny rule of a firewall policy is disabled",
    before: policed,
    outOfBand: [{ method: "POST", path: `${POLICY}/patchRule?priority=1000`, body: { disabled: true } }],
    label: weakens("mail.disabled"),
  },
  {
    id: "deny-moved-under-nothing",
    title: "the priority of a deny rule changes, with no rule between the old and the new one",
    before: closed,
    outOfBand: [changed(MAIL, { priority: 2100 })],
    label: benign("mail.priority"),
  },
  {
    id: "ssh-from-everywhere",
    title: "an ingress rule for another port is opened to 0.0.0.0/0",
    before: closed,
    outOfBand: [changed(SSH, { sourceRanges: ["198.51.100.0/24", "0.0.0.0/0"] })],
    label: weakens("ssh.source_ranges"),
  },
  {
    id: "ssh-over-ipv6",
    title: "an ingress rule for another port is opened to ::/0",
    before: closed,
    outOfBand: [changed(SSH, { sourceRanges: ["198.51.100.0/24", "2001:db8::/32"] })],
    label: weakens("ssh.source_ranges"),
  },
  {
    id: "ssh-in-front-of-the-lab",
    title: "the priority of an allow rule moves before a deny rule",
    before: closed,
    outOfBand: [changed(SSH, { sourceRanges: ["203.0.112.0/20"], priority: 800 })],
    label: { verdict: "weakens", drifted: ["weakens ssh.priority", "weakens ssh.source_ranges"] },
  },
  {
    id: "lab-let-in",
    title: "an ingress deny rule is disabled",
    before: closed,
    outOfBand: [changed(LAB, { disabled: true })],
    label: weakens("lab.disabled"),
  },
  {
    id: "ssh-deleted",
    title: "an allow rule that no path uses is deleted",
    before: closed,
    outOfBand: [deleted(SSH)],
    label: benign("ssh"),
  },
  {
    id: "logging-switched-on",
    title: "a firewall rule starts to log",
    before: closed,
    outOfBand: [changed(OPENING, { "logConfig.enable": true, "logConfig.metadata": "INCLUDE_ALL_METADATA" })],
    label: benign("redis_out.log_config.metadata"),
  },
  {
    id: "rule-made-by-hand",
    title: "a deny rule is created outside Terraform: only an inventory shows it",
    before: closed,
    outOfBand: [
      firewallRuleCreated("emergency", {
        priority: 100,
        denied: [{ IPProtocol: "all" }],
        destinationRanges: ["10.166.0.0/16"],
      }),
    ],
    label: CLEAN,
  },
];
