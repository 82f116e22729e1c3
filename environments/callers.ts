import * as z from "zod";
import type { Draft, SettingProblem } from "./draft";
import { matching, oneOf, reason } from "./fields";

/** How `public: true` is written; docs/decisions/0016-public-by-a-sentence.md says what each costs. */
export const publicBy = oneOf(["allUsers", "no-invoker-check"]);

/** From where requests reach a service. It says nothing about who sent them. */
const ingress = oneOf(["all", "internal", "internal-and-load-balancing"]);

const EMAIL = String.raw`[a-z0-9._%+'-]+@[a-z0-9-]+(\.[a-z0-9-]+)+`;
const DOMAIN = String.raw`[a-z0-9-]+(\.[a-z0-9-]+)+`;
const PRINCIPAL = String.raw`\/\/(iam|cloudresourcemanager)\.googleapis\.com\/[A-Za-z0-9._~:@%+=|*\/-]+`;

/** More than any pool, attribute and value of it have together. */
const LONGEST_MEMBER = 400;
/** Addresses in lower case, as Google answers them: members are compared letter by letter. */
const MEMBER =
  'must be a user:, group:, serviceAccount:, domain:, principal:// or principalSet://, addresses in lower case - such as "group:support@example.com"; everybody is public: true';
const member = matching(
  new RegExp(`^((user|group|serviceAccount):${EMAIL}|domain:${DOMAIN}|principal(Set)?:${PRINCIPAL})$`),
  MEMBER,
).max(LONGEST_MEMBER, MEMBER);

const CALLERS = 'must be true, false or a list of members - such as ["group:support@example.com"]';
const NOBODY = "must name somebody - write false where nobody is let in";

/** The description of a Cloud Run service, where the sentence ends up, takes 512 characters. */
const LONGEST_SENTENCE = 480;

export const callers = {
  ingress,
  /** Everybody, nobody who has no role elsewhere, or these members: who Cloud Run lets call, wherever they call from. */
  public: z.union([z.boolean(), z.array(member).min(1, NOBODY)], CALLERS),
  /** Why everybody may call a service that reads Redis. */
  publicBecause: reason
    .max(LONGEST_SENTENCE, `must be a reason - say it in at most ${LONGEST_SENTENCE} characters`)
    .optional(),
};

/** Behind internal ingress as well: there, everybody is whatever runs in the network. */
export function problemsOfCallers(draft: Draft, service: string): SettingProblem[] {
  const path = `${service}.publicBecause`;
  const callers = draft.at(`${service}.public`);
  const sentence = draft.at(path);
  if (callers === true && draft.at(`${service}.redis`) === true && sentence === undefined) {
    const message = `is missing - it must say why everybody may call a service that reads Redis: write it, or set ${service}.public to false or to a list of members`;
    return [{ path, message }];
  }
  if ((callers === false || Array.isArray(callers)) && sentence !== undefined) {
    const message = `must be left out where public is not true - remove it, or set ${service}.public to true`;
    return [{ path, message }];
  }
  return [];
}
