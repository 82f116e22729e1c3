import type { Notification } from "../../../watch/replay/incidents";
import type { Channel, Watching } from "../../../watch/shipped/model";

/** What somebody would have read: when, how severe, what, who, and where it goes on. */
export function shownTo({ channels }: Watching, told: readonly Notification[], since: number): string {
  const whom = new Map(channels.map((channel) => [channel.at, nameOf(channel)]));
  return told
    .map(({ at, what, policy, labels }) => {
      const people = policy.channels.map((one) => whom.get(one) ?? one).join(", ") || "nobody";
      const of = Object.values(labels).join(", ");
      const [{ url } = { url: "no runbook" }] = policy.links;
      const state = what === "opened" ? (policy.severity ?? "without severity") : "closed";
      return `\n    +${at - since} min  ${state}  ${policy.title}${of === "" ? "" : ` (${of})`}\n        to ${people}; ${url}`;
    })
    .join("");
}

function nameOf({ title, type, enabled }: Channel): string {
  return `${title || "a channel"} (${type}${enabled ? "" : ", switched off"})`;
}

/** Each alert and thing that it is about, once: the first time that it was told. */
export function firstOfEach(told: readonly Notification[]): Notification[] {
  const seen = new Set<string>();
  return told.filter(({ what, policy, labels }) => {
    const key = `${what} ${policy.at} ${JSON.stringify(labels)}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Those that are still open when the story ends. */
export function leftOpen(told: readonly Notification[]): Notification[] {
  const open = new Map<string, Notification>();
  for (const one of told) {
    const key = `${one.policy.at} ${one.condition} ${JSON.stringify(one.labels)}`;
    if (one.what === "opened") open.set(key, one);
    else open.delete(key);
  }
  return [...open.values()];
}
