import { AUTO_CLOSE_SECONDS, CONDITIONS_PER_POLICY, DOCUMENTATION } from "../../../facts/metrics/limits";
import type { Policy, Watching } from "../../shipped/model";
import { referenceOf } from "../../shipped/references";
import { listed, type Mistake, period, shown } from "../mistake";
import type { Rule } from "../subject";

const SEVERITIES = ["CRITICAL", "ERROR", "WARNING"];
/** `id` of a channel is its name, projects/P/notificationChannels/N. */
const CHANNEL = /^google_monitoring_notification_channel\.(?:id|name)$/;

/** Whom a policy tells, and what it says to them. Without any channel in the stack it tells nobody by intent. */
export const policiesTell: Rule = ({ watching }) => {
  const { policies, channels } = watching;
  const told = new Set(policies.flatMap((policy) => policy.channels.map((one) => referenceOf(one)?.address)));
  return [
    ...policies.flatMap((policy) => [...untold(policy, watching), ...unsaid(policy), ...alike(policy, policies)]),
    ...channels.flatMap(({ at, title, enabled }): Mistake[] => {
      if (!enabled)
        return [{ at, what: "it tells nobody", got: "enabled = false", wayOut: "enable it, or leave it out" }];
      if (policies.length === 0 || told.has(at)) return [];
      return [
        { at, what: "no policy tells this channel", got: shown(title), wayOut: "name it in a policy, or leave it out" },
      ];
    }),
  ];
};

function untold({ at, channels }: Policy, watching: Watching): Mistake[] {
  const all = `this stack makes ${listed(watching.channels.map((one) => `\${${one.at}.id}`))}`;
  if (channels.length === 0 && watching.channels.length > 0) {
    return [{ at, what: "a policy tells somebody", got: "no channel", wayOut: all }];
  }
  return channels
    .filter((channel) => {
      const reference = referenceOf(channel);
      const isOne = reference && CHANNEL.test(reference.attribute);
      return !isOne || !watching.channels.some((one) => one.at === reference.address);
    })
    .map((channel) => ({
      at,
      what: "a policy tells channels of this stack, by reference",
      got: shown(channel),
      wayOut: all,
    }));
}

function unsaid(policy: Policy): Mistake[] {
  const { at, severity, enabled, text, links, autoCloseSeconds, conditions } = policy;
  const mistakes: Mistake[] = [];
  const add = (what: string, got: string, wayOut: string) => mistakes.push({ at, what, got, wayOut });
  if (severity === undefined || !SEVERITIES.includes(severity)) {
    add("a policy says how bad it is", shown(severity), `severity is one of ${listed(SEVERITIES)}`);
  }
  if (!enabled) add("a policy that is off is green for ever", "enabled = false", "leave it out, and say why");
  if (text.trim() === "") add("a policy says what to do first", "no documentation", "write two lines");
  if (text.length > DOCUMENTATION.characters || Buffer.byteLength(text) > DOCUMENTATION.bytes) {
    add(
      `a documentation has ${DOCUMENTATION.characters} characters at most`,
      String(text.length),
      "write it into the runbook",
    );
  }
  const linked = links.filter(({ url }) => /^https:\/\/[^\s/]+\/\S+$/.test(url));
  if (linked.length === 0) {
    add(
      "a policy links its runbook",
      links.length === 0 ? "no link" : shown(links[0]?.url),
      "write the https address of a section",
    );
  }
  const close = AUTO_CLOSE_SECONDS;
  if (autoCloseSeconds === undefined || !(autoCloseSeconds >= close.least && autoCloseSeconds <= close.most)) {
    const what = `an incident closes by itself, ${period(close.least)} to ${period(close.most)} after the last data`;
    add(what, autoCloseSeconds === undefined ? "nothing" : period(autoCloseSeconds), 'write auto_close = "86400s"');
  }
  if (policy.prompts && !policy.prompts.includes("OPENED")) {
    add("it tells nobody when it opens", listed(policy.prompts), "leave notification_prompts out, or write OPENED");
  }
  const { least, most } = CONDITIONS_PER_POLICY;
  if (conditions.length < least || conditions.length > most) {
    add(
      `a policy has ${least} to ${most} conditions`,
      String(conditions.length),
      "group one condition over many resources",
    );
  }
  for (const { title, trigger } of conditions) {
    const needed = trigger?.count ?? trigger?.percent ?? 1;
    const most = trigger?.percent === undefined ? Number.POSITIVE_INFINITY : 100;
    if (needed > most || (trigger?.count !== undefined && needed > 0 && !Number.isInteger(needed))) {
      add(`the condition "${title}" is never met by so many series`, shown(needed), "write count = 1");
    }
    if (!(needed > 0)) add(`the condition "${title}" opens without any series`, shown(needed), "write count = 1");
  }
  return mistakes;
}

/** "To avoid confusion, don't use the same display name for multiple policies", nor for conditions of one. */
function alike({ at, title, conditions }: Policy, policies: readonly Policy[]): Mistake[] {
  const mistakes: Mistake[] = [];
  const other = policies.find((one) => one.at !== at && one.title === title);
  if (other)
    mistakes.push({ at, what: `${other.at} has the same title`, got: shown(title), wayOut: "give each its own" });
  const titles = conditions.map((one) => one.title);
  const twice = titles.find((one, index) => titles.indexOf(one) !== index);
  if (twice !== undefined) {
    mistakes.push({
      at,
      what: "two of its conditions have the same title",
      got: shown(twice),
      wayOut: "give each its own",
    });
  }
  return mistakes;
}
