import type { Comparison } from "../../compare/comparison";
import { senderOf } from "../../compare/egress";
import { plain } from "../../text/plain";

/** The services whose declared path arrives before and is dropped after, because of what happens to this rule. */
export function servicesCutBy(rule: string, comparison: Comparison): string[] {
  const senders = new Set(comparison.egress.closed.filter(({ by }) => by.has(rule)).map(({ sender }) => sender));
  const cut = comparison.pairs.filter(({ before, after }) => {
    if (before?.verdict !== "reachable" || after?.verdict !== "blocked") return false;
    const entry = comparison.before.entries.get(before.from);
    const isItsSender = entry && senders.has(comparison.renamed(senderOf(before.from, entry)));
    return isItsSender && after.causes.some(({ code }) => code === "FIREWALL_RULE");
  });
  return [...new Set(cut.map(({ from }) => from))];
}

/** What goes back without taking the way to Redis from everybody: in the words of the environment, or of Terraform. */
export function wayBackInWords({ said }: Comparison): string {
  const environment = said && plain(said.expected.environment);
  return environment === undefined
    ? "to go back, send the requests of a service to an earlier revision, or apply the last good commit"
    : `to go back, roll a service back (npm run rollback -- ${environment}), or apply the last good commit (npm run rollback -- ${environment} --config REF)`;
}
