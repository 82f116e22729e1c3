import { COLLECTIONS } from "./collections";
import { CONVERSIONS } from "./conversions";
import type { Implementation } from "./implementation";
import { NETWORKS } from "./networks";
import { NUMBERS } from "./numbers";
import { TEXTS } from "./texts";

/** Each is compared with Terraform by the recorded expressions; any other function leaves its value unresolved. */
export const FUNCTIONS: Record<string, Implementation> = {
  ...COLLECTIONS,
  ...CONVERSIONS,
  ...NETWORKS,
  ...NUMBERS,
  ...TEXTS,
};
