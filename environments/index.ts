import { production } from "./production";
import type { EnvironmentInput } from "./schema";
import { staging } from "./staging";

/** Every environment there is, by the file that says it. */
export const written: Record<string, EnvironmentInput> = {
  "environments/staging.ts": staging,
  "environments/production.ts": production,
};
