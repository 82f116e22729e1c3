import type { CAUSES } from "./cause";

/** Every cause that a path can have: Google's codes where Google has one, lineup's own where it has none. */
export type Code = (typeof CAUSES)[number]["id"];
