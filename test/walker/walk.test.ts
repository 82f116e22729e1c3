import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
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

    test("backend and auth have a path to Redis, the frontend has none", () => {
      expect(paths.map((path) => path.service.address)).toEqual([
        "google_cloud_run_v2_service.auth_service",
        "google_cloud_run_v2_service.backend_service",
      ]);
    });
  },
);
