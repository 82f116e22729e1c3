import type { Part } from "../part";
import { paths } from "./paths";
import { probe } from "./probe";
import { state } from "./state";
import { trace } from "./trace";

/** Everything that is looked at, all at once. */
export const PARTS: readonly Part[] = [paths, state, probe, trace];
