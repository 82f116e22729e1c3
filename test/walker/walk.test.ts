import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import { connectedKeysOf } from "../support/environment-schema";
import { type StackJson, synthesizeEnvironment } from "../support/synth";
import { walk } from "../support/walker/paths";
import { Stack } from "../support/walker/stack";

describe.each(readEnvironments(written).map((environment) => [environment.name, environment] as const))(
  "in %s",
  (_, environment) => {
    const json = synthesizeEnvironment(environment);
    const { paths, problems } = walk(new Stack(json));

    test("every wire leads where it should", () => {
      expect(problems).toEqual([]);
    });

    test("every service with redis: true has a path to Redis, its probe has one, and no other", () => {
      expect(paths.map((path) => path.service.address).sort()).toEqual(
        connectedKeysOf(environment)
          .flatMap((key) => [
            `google_cloud_run_v2_service.${key}_service`,
            `google_cloud_run_v2_job.${key}_service_probe`,
          ])
          .sort(),
      );
    });

    test.each(connectedKeysOf(environment))(
      "the probe of %s stands where the service stands, and has what it has",
      (key) => {
        const { [`${key}_service`]: service } = json.resource.google_cloud_run_v2_service;
        const { [`${key}_service_probe`]: job } = json.resource.google_cloud_run_v2_job;
        const place = ({ service_account, vpc_access, volumes, containers: [container] }: StackJson) => ({
          ...{ service_account, vpc_access, volumes, mounts: container.volume_mounts },
          redis: container.env.filter(({ name }: StackJson) => name.startsWith("REDIS_")),
        });
        expect(place(job.template.template)).toEqual(place(service.template));
        expect(place(service.template).redis.length).toBeGreaterThan(1);
        expect([job.location, job.depends_on]).toEqual([service.location, service.depends_on]);
        expect(job.labels["lineup-probe"]).toBe(service.name);
      },
    );
  },
);
