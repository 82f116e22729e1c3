import * as z from "zod";
import { EVERY_MINUTES } from "../probe/schedule";
import { matching, yesOrNo } from "./fields";

/** The jobs that open a connection to Redis from where the services stand. */
export const probe = z.strictObject({
  /** A mirror of the public image, where the organization lets no other registry in. Any image with Node 20 or later. */
  image: matching(
    /^[\w.-]+(:\d{1,5})?(\/[\w.-]+)+(:[\w.-]+)?@sha256:[0-9a-f]{64}$/,
    'must be an image that is pinned by digest, so that what runs is what was read - such as "us-docker.pkg.dev/PROJECT/mirror/node@sha256:DIGEST"',
  ).optional(),
  /** Whether Google is asked for its own trace of each path as well. The bootstrap gives the role that it takes. */
  trace: yesOrNo.default(false),
});

/** Runs the probes all the time, and costs something: README.md says what. */
export const watch = z.strictObject({
  everyMinutes: z.literal(
    EVERY_MINUTES,
    `must be one of ${EVERY_MINUTES.join(", ")} - an hour divides into these evenly, and a schedule begins anew with each`,
  ),
});
