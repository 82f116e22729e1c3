import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resourcesOf } from "../stacks/stacks";
import { read, type StackJson, stagingInput, synthesizeEnvironment } from "../support/synth";

const staging = read(stagingInput());
const { project, region, names } = staging;
const PROJECT = `projects/${project}`;

/** What `terraform import` of provider 6.50 takes for each type; nothing where creating twice is no error. */
const IMPORT_ID: Record<string, (body: StackJson) => string | undefined> = {
  google_compute_network: ({ name }) => `${PROJECT}/global/networks/${name}`,
  google_compute_subnetwork: ({ name }) => `${PROJECT}/regions/${region}/subnetworks/${name}`,
  google_compute_global_address: ({ name }) => `${PROJECT}/global/addresses/${name}`,
  google_service_networking_connection: ({ service }) => `${PROJECT}/global/networks/${names.network}:${service}`,
  google_redis_instance: ({ name }) => `${PROJECT}/locations/${region}/instances/${name}`,
  google_vpc_access_connector: ({ name }) => `${PROJECT}/locations/${region}/connectors/${name}`,
  google_compute_router: ({ name }) => `${PROJECT}/regions/${region}/routers/${name}`,
  google_compute_router_nat: ({ name }) => `${project}/${region}/${names.router}/${name}`,
  google_compute_firewall: ({ name }) => `${PROJECT}/global/firewalls/${name}`,
  google_secret_manager_secret: ({ secret_id }) => `${PROJECT}/secrets/${secret_id}`,
  google_cloud_run_v2_service: ({ name }) => `${PROJECT}/locations/${region}/services/${name}`,
  google_project_service: () => undefined,
  google_cloud_run_v2_service_iam_member: () => undefined,
  google_secret_manager_secret_iam_member: () => undefined,
  google_secret_manager_secret_version: () => undefined,
};

/** The page's rows, those for a service once for each service there is. */
const rows = readFileSync(join(__dirname, "../../docs/runbooks/adopt.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `google_"))
  .flatMap((line) => {
    const [addresses = "", id = ""] = line.split("|").slice(1);
    const importId = /^ `(.+)` $/.exec(id)?.[1];
    return [...addresses.matchAll(/`([^`]+)`/g)].map(([, address = ""]) => ({ address, importId }));
  });
const forEachService = rows.map(({ address, importId }) =>
  address.includes("KEY")
    ? Object.entries(staging.services).map(([key, { name }]) => ({
        address: address.replace("KEY", key),
        importId: importId?.replace("NAME", name),
      }))
    : [{ address, importId }],
);

const managed = resourcesOf(synthesizeEnvironment(staging)).map(({ address, type, body }) => ({
  address,
  importId: IMPORT_ID[type]?.(body),
}));

test.each(managed)("the page on taking over says how to import $address", ({ address, importId }) => {
  expect(forEachService.flat().filter((row) => row.address === address)).toEqual([{ address, importId }]);
});

test("the page lists nothing that staging does not manage", () => {
  const addresses = managed.map(({ address }) => address);
  const strangers = forEachService.filter((some) => !some.some(({ address }) => addresses.includes(address)));
  expect(strangers).toEqual([]);
});
