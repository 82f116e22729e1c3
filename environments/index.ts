import { production } from "./production";
import type { EnvironmentInput } from "./schema";
import { staging } from "./staging";

/** All environments, by their files. Adding one is one file and one line here; the workflows read the list too. */
export const written: Record<string, EnvironmentInput> = {
  "environments/staging.ts": staging,
  "environments/production.ts": production,
};
