import * as z from "zod";
import { whole, yesOrNo } from "./fields";

/** The jobs that open a connection to Redis from where the services stand. */
export const probe = z.strictObject({
  /** Whether Google is asked for its own trace of each path as well. The bootstrap gives the role that it takes. */
  trace: yesOrNo.default(false),
});

export const watch = z.strictObject({
  everyMinutes: whole(1, 60, "what a schedule of minutes can be"),
});
