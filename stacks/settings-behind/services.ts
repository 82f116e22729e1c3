import { INGRESS } from "../../constructs/callers";
import type { Environment } from "../../environments/environment";
import { nameOfProbe } from "../../probe/job";
import { behind, REGION, type Row, UNDER_ANOTHER_NAME } from "./row";

type Service = Environment["services"][string];

const WITH_ANOTHER_URL = `${UNDER_ANOTHER_NAME}, with another URL`;
/** Google takes thousandths of a CPU as well. */
const CPUS = Object.fromEntries(
  ["1", "2", "4", "6", "8"].flatMap((cpus) => [
    [cpus, cpus],
    [`${cpus}000m`, cpus],
  ]),
);
const INGRESSES = Object.fromEntries(Object.entries(INGRESS).map(([setting, google]) => [google, setting]));

export function ofService(key: string, service: Service): Row[] {
  const id = `${key.replaceAll("-", "_")}_service`;
  const at = (setting: string) => `services.${key}.${setting}`;
  const container = "template.containers";
  const probe = `${container}.startup_probe`;
  return [
    ...behind(`google_cloud_run_v2_service.${id}`, {
      name: [at("name"), { why: WITH_ANOTHER_URL }],
      location: REGION,
      ingress: [at("ingress"), { values: INGRESSES }],
      "template.timeout": [at("timeoutSeconds"), { form: "{}s", as: "number" }],
      "template.session_affinity": at("sessionAffinity"),
      "template.max_instance_request_concurrency": at("concurrency"),
      "template.scaling.min_instance_count": at("instances.min"),
      "template.scaling.max_instance_count": at("instances.max"),
      [`${container}.image`]: [at("image"), { why: "a change of it is ignored: the app's own pipeline ships images" }],
      [`${container}.ports.container_port`]: at("port"),
      [`${container}.resources.limits.cpu`]: [at("cpu"), { values: CPUS }],
      [`${container}.resources.limits.memory`]: at("memory"),
      [`${probe}.http_get.path`]: at("startupProbe.path"),
      [`${probe}.http_get.port`]: at("port"),
      [`${probe}.period_seconds`]: at("startupProbe.periodSeconds"),
      [`${probe}.failure_threshold`]: at("startupProbe.failureThreshold"),
      [`${probe}.timeout_seconds`]: at("startupProbe.timeoutSeconds"),
      [`${container}.env.{name}.value`]: at("env.{name}"),
      [`${container}.env.{name}.value_source.secret_key_ref.secret`]: [
        at("secrets.{name}"),
        { form: "{}", as: "name", why: "the setting reads the latest version" },
      ],
      ...(service.redis ? { "template.vpc_access.egress": at("egress") } : {}),
      ...ofCallers(at, service),
    }),
    ...(service.redis ? ofProbe(id, at) : []),
    ...behind(`google_cloud_run_v2_service_iam_member.${id}_public`, {
      member: [at("public"), { values: { allUsers: true } }],
    }),
    ...behind(`google_cloud_run_v2_service_iam_binding.${id}_callers`, { members: at("public") }),
  ];
}

/** Of the job that stands where a service stands. */
function ofProbe(id: string, at: (setting: string) => string): Row[] {
  const task = "template.template";
  return behind(`google_cloud_run_v2_job.${id}_probe`, {
    name: [at("name"), { form: nameOfProbe("{}"), as: "text", why: UNDER_ANOTHER_NAME }],
    location: REGION,
    [`${task}.vpc_access.egress`]: at("egress"),
    [`${task}.containers.image`]: "probe.image",
  });
}

/** Of a service that everybody may call. */
function ofCallers(at: (setting: string) => string, service: Service): Parameters<typeof behind>[1] {
  if (service.public !== true) return {};
  const how = { values: { true: "no-invoker-check", false: "allUsers" }, why: "it holds for every public service" };
  return {
    invoker_iam_disabled: ["publicBy", how],
    description: [at("publicBecause"), { form: "Public: {}", as: "text" }],
  };
}
