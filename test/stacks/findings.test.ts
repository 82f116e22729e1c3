import { readEnvironments } from "../../environments/environment";
import { production } from "../../environments/production";
import { staging } from "../../environments/staging";
import { findingsIn } from "../../lineup/test/rules/verify/ask";
import { synthesizeEnvironment } from "../support/synth";

test.each(readEnvironments({ "environments/staging.ts": staging, "environments/production.ts": production }))(
  "our own $name has no error and no warning",
  (environment) => {
    const found = findingsIn(synthesizeEnvironment(environment));
    expect(found.filter(({ severity }) => severity !== "note")).toEqual([]);
  },
);
