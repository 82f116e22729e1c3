import { one } from "../constructs/workbench";
import { bootstrapOf, environments } from "./stacks";

describe.each(environments.map((environment) => [environment.name, environment] as const))(
  "the bootstrap of %s",
  (name, environment) => {
    const json = bootstrapOf(environment);
    const bucket = one(json, "google_storage_bucket");

    test("is the bucket for its state and nothing else", () => {
      expect(Object.keys(json.resource)).toEqual(["google_storage_bucket"]);
      expect(bucket).toMatchObject({ name: environment.names.stateBucket, location: environment.region });
    });

    test("keeps old states", () => {
      expect(bucket.versioning).toEqual({ enabled: true });
    });

    test("is open to accounts only, never to the public", () => {
      expect(bucket).toMatchObject({ uniform_bucket_level_access: true, public_access_prevention: "enforced" });
    });

    test("does not go while there is a state in it, nor by a destroy", () => {
      expect(bucket.force_destroy).toBe(false);
      expect(bucket.lifecycle).toEqual({ prevent_destroy: true });
    });

    test("keeps its own state in a file beside the program, wherever that is", () => {
      expect(json.terraform.backend).toEqual({ local: { path: `../../../${name}-bootstrap.tfstate` } });
    });

    test("knows no path of the machine it was synthesized on", () => {
      expect(JSON.stringify(json)).not.toContain(process.cwd());
      expect(JSON.stringify(json)).not.toMatch(/":"(\/|[A-Z]:\\\\)/);
    });
  },
);
