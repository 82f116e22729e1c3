import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import { connectedKeysOf } from "../support/environment-schema";
import { synthesizeEnvironment } from "../support/synth";
import { walk } from "../support/walker/paths";
import { Stack } from "../support/walker/stack";

describe.each(readEnvironments(written).map((environment) => [environment.name, environment] as const))(
  "in %s",
  (_, environment) => {
    const { paths, problems } = walk(new Stack(synthesizeEnvironment(environment)));

    test("every wire leads where it should", () => {
      expect(problems).toEqual([]);
    });

    test("every service with redis: true has a path to Redis, and no other", () => {
      expect(paths.map((path) => path.service.address).sort()).toEqual(
        connectedKeysOf(environment)
          .map((key) => `google_cloud_run_v2_service.${key}_service`)
          .sort(),
      );
    });
  },
);
