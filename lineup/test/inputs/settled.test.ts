import { readText } from "../../src/inputs/read";
import { type Json, parsed } from "../inputs";

const isService = ({ type }: Json) => type === "google_cloud_run_v2_service";
const HOST = "google_redis_instance.cache.host";

/** A plan in which the address of Redis is not known, and that of the service's variable came to this value; or did not. */
function readsOfService(value: string | undefined): string[] {
  const plan = parsed("verify/ok");
  const { values } = plan.planned_values.root_module.resources.find(isService);
  const { after_unknown: unknown } = plan.resource_changes.find(isService).change;
  if (value !== undefined) {
    values.template[0].containers[0].env[0].value = value;
    delete unknown.template[0].containers[0].env[0].value;
  }
  const { resources } = readText(JSON.stringify(plan), "plan.json");
  return resources.find(isService)?.reads.map(({ address, attribute }) => `${address}.${attribute}`) ?? [];
}

test("a variable whose value is not known yet reads what it refers to", () => {
  expect(readsOfService(undefined)).toContain(HOST);
});

test.each(["", "10.9.9.9"])(
  "one that came to %j does not read an attribute that is known after the apply only",
  (value) => {
    expect(readsOfService(value)).not.toContain(HOST);
  },
);
