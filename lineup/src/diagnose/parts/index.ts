import type { Part } from "../part";
import { paths } from "./paths";

/** Everything that is looked at, all at once. */
export const PARTS: readonly Part[] = [paths];
