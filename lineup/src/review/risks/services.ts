import type { Change } from "../../changes/change";
import type { Service } from "../../topology/model";
import { isService } from "../../topology/services";
import { field } from "../../values";
import { changes } from "../attributes";
import { isGone, type Rule, risk, type Situation } from "./rule";

export const services: Rule = (change, situation) => {
  if (!isServiceChange(change) || !isGone(change)) return [];
  const ofPath = situation.through.has(change.address);
  const replaced = change.action === "replace";
  const gone = replaced
    ? "it is down until the new one is ready, and its address may be another"
    : "it is gone, and whoever calls it gets no answer";
  return [
    risk(change, {
      level: ofPath ? "danger" : "caution",
      code: replaced ? "SERVICE_REPLACED" : "SERVICE_DELETED",
      consequence: gone,
      undo: replaced ? "change it in place, or make the new one beside it first" : "keep it, or move its traffic first",
      services: [change.address],
    }),
  ];
};

function isServiceChange({ type, mode, address }: Change): boolean {
  return isService({
    address,
    type,
    mode,
    values: {},
    certain: true,
    dependsOn: [],
    reads: [],
    project: undefined,
    region: undefined,
  });
}

export const widenedEgress: Rule = (change, situation) => {
  if (!isServiceChange(change) || change.action !== "update") return [];
  const [was, will] = inBoth(change, situation);
  if (!was || !will || was.egress === "ALL_TRAFFIC" || will.egress !== "ALL_TRAFFIC") return [];
  return [
    risk(change, {
      level: "caution",
      code: "EGRESS_WIDENED",
      // Said once for all interfaces, one level above them.
      because: [`${will.accessAttribute.replace(/\.network_interfaces$/, "")}.egress`],
      consequence:
        "everything it sends goes into the network now, the internet included: it needs a NAT and an opening there",
      undo: "PRIVATE_RANGES_ONLY is enough for a private Redis",
      services: [change.address],
    }),
  ];
};

/** Egress rules act on tags and ranges: what holds one connector back need not hold another, or an interface. */
export const widenedSender: Rule = (change, situation) => {
  const sender = situation.flows.widened.get(change.address);
  const [was, will] = inBoth(change, situation);
  if (!sender || !was || !will) return [];
  const named = (address: string, service: Service) => (address === service.address ? "its own interface" : address);
  const [then, now] = [named(sender.was, was), named(sender.is, will)];
  return [
    risk(change, {
      level: "caution",
      code: "SENDER_WIDENED",
      because: [will.accessAttribute],
      consequence:
        then === now
          ? "with other tags its interface may send what it could not before: see the flows newly allowed"
          : `through ${now} it may send what it could not through ${then}: see the flows newly allowed`,
      undo: `give ${then === now ? "the new tags" : now} the egress rules that held it back before`,
      services: [change.address],
    }),
  ];
};

function inBoth(
  { address, previousAddress }: Change,
  { worlds }: Situation,
): [Service | undefined, Service | undefined] {
  const inBefore = (at: string | undefined) => worlds.before.topology.services.find((one) => one.address === at);
  return [
    inBefore(address) ?? inBefore(previousAddress),
    worlds.after.topology.services.find((one) => one.address === address),
  ];
}

const EVERYBODY = new Set(["allUsers", "allAuthenticatedUsers"]);

/** A service that everybody may call, by its own ingress or by who may invoke it. */
export const opened: Rule = (change) => {
  const reasons = [...openedIngress(change), ...openedToAll(change)];
  if (reasons.length === 0) return [];
  return [
    risk(change, {
      level: "caution",
      code: "OPENED_TO_INTERNET",
      because: reasons,
      consequence: "everybody on the internet may call it",
      undo: "let in who has to call it: an internal ingress, named members",
    }),
  ];
};

function openedIngress(change: Change): string[] {
  if (change.type !== "google_cloud_run_v2_service" || change.action !== "update") return [];
  const ingress = field(change.after, "ingress") === "INGRESS_TRAFFIC_ALL" ? changes(change, "ingress") : [];
  const open = field(change.after, "invoker_iam_disabled") === true ? changes(change, "invoker_iam_disabled") : [];
  return [...ingress, ...open];
}

function openedToAll({ type, action, before, after }: Change): string[] {
  if (
    !/^google_cloud_run(_v2)?_service_iam_(member|binding)$/.test(type) ||
    !["create", "update", "replace"].includes(action)
  )
    return [];
  const members = (side: Change["before"]) => [field(side, "member") ?? [], field(side, "members") ?? []].flat();
  const isOpen = (side: Change["before"]) => members(side).some((one) => typeof one === "string" && EVERYBODY.has(one));
  return isOpen(after) && !isOpen(before) ? [field(after, "member") === undefined ? "members" : "member"] : [];
}
