import * as z from "zod";
import { matching, whole } from "./fields";

/**
 * Who sees a plan. Every plan reads Redis's AUTH string, so who can start one can read it: there is no third choice that
 * only sounds safe.
 *
 * "approved": a reviewer lets each plan of a pull request begin, after reading what the branch would run.
 * "every-branch": everybody who can push a branch can read the AUTH string, and nobody is asked.
 */
export const plans = z.enum(
  ["approved", "every-branch"],
  'must be one of approved, every-branch - "approved": a reviewer lets each plan begin; "every-branch": everybody who can push a branch can read the AUTH string',
);

/**
 * Whose approval counts: of a job in GitHub's environments that ask for one, and of the last push of a pull request.
 *
 * "another-person": never that of the person who began the job, or who pushed.
 * "anyone": theirs as well, for a team too small for two people at each deploy. GitHub lets nobody approve their own
 * pull request in any case.
 */
export const approvals = z.enum(
  ["another-person", "anyone"],
  'must be one of another-person, anyone - "another-person": who began a deploy cannot approve it; "anyone": they can',
);

/** Where Terraform's state is kept. It holds the AUTH string, in its old versions too. */
export const state = z.strictObject({
  /** Old states are how one gets back from a bad apply; each also holds the AUTH string of its day. */
  keepOldVersionsDays: whole(7, 365, "a week to notice a bad apply, a year at most of AUTH strings that are kept"),
  /** A key of one's own, which then takes the state away from everybody when it is disabled. */
  kmsKey: matching(
    /^projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/locations\/[a-z0-9-]+\/keyRings\/[\w-]{1,63}\/cryptoKeys\/[\w-]{1,63}$/,
    "must be a key - such as projects/PROJECT/locations/us-central1/keyRings/RING/cryptoKeys/KEY",
  ).optional(),
});
