import { ApiError } from "../api-error";
import { networkOf } from "../geography";
import { type ApiKind, isCloudObject, type Place, textOf, thingOf } from "../kind";
import type { CloudObject } from "../store";
import { databaseRange } from "./redis-ranges";

/** Cloud SQL instances, with a private address in the ranges of the services connection or with a public one. */
export const databases: ApiKind = {
  collection: "sql/projects/{project}/instances",
  style: "sql",
  named: { field: "name" },
  operationsAt: ({ project }) => `projects/${project}`,
  filled: ({ rootPassword: _, ...draft }, place, before) => {
    const { project, id, path } = place;
    const region = textOf(draft, "region") ?? "us-central1";
    const settings = settingsOf(draft, before);
    return {
      kind: "sql#instance",
      backendType: "SECOND_GEN",
      instanceType: "CLOUD_SQL_INSTANCE",
      gceZone: `${region}-a`,
      databaseVersion: "MYSQL_8_0",
      maintenanceVersion: `${String(draft.databaseVersion)}.R20250101.00_00`,
      serviceAccountEmailAddress: "p100000000001-sql@gcp-sa-cloud-sql.iam.gserviceaccount.com",
      ...draft,
      state: "RUNNABLE",
      region,
      project,
      settings,
      connectionName: `${project}:${region}:${id}`,
      selfLink: `https://sqladmin.googleapis.com/sql/v1beta4/${path}`,
      ipAddresses: before?.ipAddresses ?? addressesOf(settings, place),
    };
  },
  checkRemoval: ({ settings }, { path }) => {
    if (isCloudObject(settings) && settings.deletionProtectionEnabled === true)
      throw new ApiError(400, `${path} is protected from deletion.`);
  },
  // The provider looks for a root user that MySQL would have.
  actions: { users: () => ({ answer: { kind: "sql#usersList", items: [] } }) },
};

function settingsOf(draft: CloudObject, before: CloudObject | undefined): CloudObject {
  const said = thingOf(draft, "settings");
  const version = Number(thingOf(before, "settings")?.settingsVersion ?? 0) + 1;
  return {
    kind: "sql#settings",
    edition: "ENTERPRISE",
    activationPolicy: "ALWAYS",
    availabilityType: "ZONAL",
    pricingPlan: "PER_USE",
    connectorEnforcement: "NOT_REQUIRED",
    dataDiskType: "PD_SSD",
    dataDiskSizeGb: "10",
    storageAutoResize: true,
    storageAutoResizeLimit: "0",
    ...said,
    settingsVersion: String(version),
    ipConfiguration: {
      ipv4Enabled: true,
      sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED",
      serverCaMode: "GOOGLE_MANAGED_INTERNAL_CA",
      ...thingOf(said, "ipConfiguration"),
    },
  };
}

function addressesOf(settings: CloudObject, place: Place): CloudObject[] {
  const configuration = thingOf(settings, "ipConfiguration");
  const network = textOf(configuration, "privateNetwork");
  const address = network && databaseRange(networkOf(network, place.project, place.store), place).address(3);
  return [
    ...(configuration?.ipv4Enabled === true ? [{ type: "PRIMARY", ipAddress: "203.0.113.10" }] : []),
    ...(address ? [{ type: "PRIVATE", ipAddress: address }] : []),
  ];
}
