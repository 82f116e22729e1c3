import { PROBE_LABEL } from "../../probe/job";
import type { StackJson } from "../support/synth";
import { schemas } from "../support/walker/facts";
import { allStacks, environments, resourcesOf } from "./stacks";

/** Monitoring calls the labels of things user labels: what it calls labels says where a channel leads. */
const labelsOf = (type: string) =>
  ["user_labels", "labels"].find((attribute) => schemas[type]?.attributes[attribute]?.optional === true);
const takesLabels = (type: string) => labelsOf(type) !== undefined;

describe.each(allStacks)("in %s", (name, json) => {
  const environment = environments.map((known) => known.name).find((known) => name.split(" ").includes(known));
  const resources = resourcesOf(json);

  test("everything that takes labels has the four of the environment", () => {
    const labelled = resources.filter(({ type }) => takesLabels(type));
    const ownOf = ({ [PROBE_LABEL]: _, ...others }: Record<string, string>) => others;
    expect(labelled.length).toBeGreaterThan(0);
    expect(environment).toBeDefined();
    expect(labelled.map(({ address, type, body }) => [address, ownOf(body[labelsOf(type) ?? ""])])).toEqual(
      labelled.map(({ address }) => [
        address,
        { environment, project: "netra", managed_by: "cdktf", team: "platform" },
      ]),
    );
  });

  test("nothing else has any: the provider would refuse it", () => {
    const unlabelled = resources.filter(({ type }) => !takesLabels(type));
    expect(unlabelled.filter(({ body }) => "labels" in body).map(({ address }) => address)).toEqual([]);
  });
});

test("the labels of a channel say where it leads, and nothing of the environment", () => {
  const channels = allStacks.flatMap(([, json]) =>
    Object.values<StackJson>(json.resource.google_monitoring_notification_channel ?? {}),
  );
  expect(channels.length).toBeGreaterThan(0);
  for (const { labels = {} } of channels) expect(Object.keys(labels)).not.toContain("environment");
});

test("firewalls and connectors take no labels, Redis and services do", () => {
  const types = ["google_compute_firewall", "google_vpc_access_connector", "google_redis_instance"];
  expect(types.map(takesLabels)).toEqual([false, false, true]);
  expect(takesLabels("google_cloud_run_v2_service")).toBe(true);
});
