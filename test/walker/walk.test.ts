import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import { walk } from "../../walker/paths";
import { Stack } from "../../walker/stack";
import { synthesizeEnvironment } from "../support/synth";

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
