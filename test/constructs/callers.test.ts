import type { CloudRunServiceProps } from "../../constructs/cloud-run-service";
import { violations } from "../stacks/schema-check";
import { every, one, pointsAt, service, synthesizeConstructs } from "./workbench";

const MEMBER = "google_cloud_run_v2_service_iam_member";
const BINDING = "google_cloud_run_v2_service_iam_binding";

const web = (props: Partial<CloudRunServiceProps>) =>
  synthesizeConstructs((stack) => service(stack, "web", undefined, props));
const serviceOf = (props: Partial<CloudRunServiceProps>) => one(web(props), "google_cloud_run_v2_service");

test.each([
  ["all", "INGRESS_TRAFFIC_ALL"],
  ["internal", "INGRESS_TRAFFIC_INTERNAL_ONLY"],
  ["internal-and-load-balancing", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"],
] as const)("ingress %s is what Google calls %s", (ingress, written) => {
  expect(serviceOf({ ingress }).ingress).toBe(written);
});

test("everybody is let in by a grant, and Cloud Run goes on asking who calls", () => {
  const json = web({ public: true });
  const invoker = one(json, MEMBER);
  expect(invoker).toMatchObject({ role: "roles/run.invoker", member: "allUsers", location: "us-central1" });
  expect(pointsAt(json, invoker.name)).toBe("google_cloud_run_v2_service web name");
  expect(one(json, "google_cloud_run_v2_service").invoker_iam_disabled).toBe(false);
  expect(every(json, BINDING)).toEqual([]);
});

test("where the organization refuses allUsers, everybody is let in because Cloud Run does not ask", () => {
  const json = web({ public: true, publicBy: "no-invoker-check" });
  expect(one(json, "google_cloud_run_v2_service").invoker_iam_disabled).toBe(true);
  expect([...every(json, MEMBER), ...every(json, BINDING)]).toEqual([]);
});

test("named members have the role, and whoever else has it shows in the next plan", () => {
  const members = ["group:support@example.com", "user:ann@example.com"];
  const json = web({ public: members });
  const callers = one(json, BINDING);
  expect(callers).toMatchObject({ role: "roles/run.invoker", location: "us-central1", members });
  expect(pointsAt(json, callers.name)).toBe("google_cloud_run_v2_service web name");
  expect(every(json, MEMBER)).toEqual([]);
  expect(violations(BINDING, callers)).toEqual([]);
});

test("with public: false nobody is given the role", () => {
  const json = web({ public: false });
  expect([...every(json, MEMBER), ...every(json, BINDING)]).toEqual([]);
});

test.each([false, ["user:ann@example.com"]])(
  "how everybody would be let in makes no difference to a service that is public for %j",
  (callers) => {
    const resources = (props: Partial<CloudRunServiceProps>) => web({ public: callers, ...props }).resource;
    expect(resources({ publicBy: "no-invoker-check" })).toEqual(resources({ publicBy: "allUsers" }));
    expect(serviceOf({ public: callers, publicBy: "no-invoker-check" }).invoker_iam_disabled).toBe(false);
  },
);

test("the sentence is the service's description, and without one there is none", () => {
  expect(serviceOf({ publicBecause: "Browsers call it" }).description).toBe("Public: Browsers call it");
  expect(serviceOf({}).description).toBeUndefined();
});
