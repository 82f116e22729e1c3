import { type Attack, branch, type Json } from "./attack";

const imported = (to: unknown, id: unknown, besides: object = {}) =>
  branch((it) => (it.import = [{ to, id, ...besides }]));
/** A resource of the branch's own, that takes over what is there and carries what was read of it elsewhere. */
const carried = (type: string, id: string, attribute: string) =>
  branch((it: Json) => {
    it.resource[type] = { ...it.resource[type], own: { name: "own" } };
    it.import = { to: `${type}.own`, id };
    it.output.own = { value: `\${${type}.own.${attribute}}` };
  });
const SERVICE = "projects/netra-staging/locations/us-central1/services/payments";
const CACHE = "projects/netra-staging/locations/us-central1/instances/own";

/** A foreign object is taken over, so that the plan reads it. */
export const imports: Attack[] = [
  ...(
    [
      ["its variables", "template[0].containers[0].env[0].value"],
      ["what it is told at its start", "template[0].containers[0].args"],
      ["what it is annotated with", 'annotations["token"]'],
      ["its description", "description"],
      ["the headers of its probe", "template[0].containers[0].startup_probe[0].http_get[0].http_headers[0].value"],
      ["a volume of it", "template[0].volumes"],
      ["its state", "terminal_condition[0].message"],
      ["an address of it by a place", "urls[0]"],
    ] as const
  ).map(
    ([what, attribute]): Attack => [
      `an import of a service, and an expression that carries ${what} elsewhere`,
      carried("google_cloud_run_v2_service", SERVICE, attribute),
      /import of google_cloud_run_v2_service\.own is refused: an expression reads/,
    ],
  ),
  ...(
    [
      ["by a splat", "own[*].uri"],
      ["by its place", "own[0].uri"],
      ["as a whole", "own"],
      ["as a name that is computed", 'own["description"]'],
      ["from another, as which it was known", "backend_service.description"],
    ] as const
  ).map(
    ([how, what]): Attack => [
      `an import of a service that is read ${how}`,
      branch((it) => {
        it.import = [{ to: "google_cloud_run_v2_service.own", id: SERVICE }];
        it.moved = [{ from: "google_cloud_run_v2_service.backend_service", to: "google_cloud_run_v2_service.own" }];
        it.output.own = { value: `\${google_cloud_run_v2_service.${what}}` };
      }),
      /import of google_cloud_run_v2_service\.own is refused: an expression reads/,
    ],
  ),
  ...(
    [
      ["in brackets", (own) => `\${(${own}).uri}`],
      ["as all of its kind", () => `\${jsonencode(google_cloud_run_v2_service)}`],
      ["in a key", (own) => ({ [`\${${own}.description}`]: 1 })],
      ["deep in a function", (own) => `\${join("", [upper(${own}.description)])}`],
      ["in a condition", (own) => `\${${own}.description == "a" ? 1 : 2}`],
      ["where nobody understands it", (own) => `\${${own}.description`],
    ] as [string, (own: string) => unknown][]
  ).map(
    ([how, said]): Attack => [
      `an import of a service that is read ${how}`,
      branch((it) => {
        it.import = [{ to: "google_cloud_run_v2_service.own", id: SERVICE }];
        it.output.own = { value: said("google_cloud_run_v2_service.own") };
      }),
      /import of google_cloud_run_v2_service\.own is refused: an expression reads/,
    ],
  ),
  [
    "an import of a service of another project",
    imported("google_cloud_run_v2_service.backend_service", SERVICE.replace("staging", "production")),
    "its id is one of the project netra-production",
  ],
  [
    "an import of a job",
    imported("google_cloud_run_v2_job.own", "projects/netra-staging/locations/us-central1/jobs/a"),
    "import of google_cloud_run_v2_job.own",
  ],
  [
    "an import of a service of the first generation",
    imported("google_cloud_run_service.own", "locations/us-central1/namespaces/a/services/b"),
    "import of google_cloud_run_service.own",
  ],
  [
    "an import of a channel",
    imported("google_monitoring_notification_channel.own", "projects/netra-staging/notificationChannels/1"),
    "import of google_monitoring_notification_channel.own",
  ],
  [
    "an import of a secret's version",
    imported("google_secret_manager_secret_version.own", "projects/1/secrets/a/versions/1"),
    "import of google_secret_manager_secret_version.own",
  ],
  [
    "an import of all who have a role",
    imported("google_cloud_run_v2_service_iam_binding.own", `${SERVICE} roles/run.invoker`),
    "iam_binding.own is refused",
  ],
  [
    "an import of a bucket",
    imported("google_storage_bucket.own", "netra-staging-terraform-state"),
    "import of google_storage_bucket.own",
  ],
  [
    "an import of production",
    imported("google_redis_instance.own", CACHE.replace("staging", "production")),
    "its id is one of the project netra-production",
  ],
  [
    "an import by a number of a project",
    imported("google_secret_manager_secret.own", "projects/4711/secrets/a"),
    "its id is one of the project 4711",
  ],
  [
    "an import by an id that leads elsewhere",
    imported("google_redis_instance.own", `${CACHE}/../../secrets/a`),
    "its id is not written out",
  ],
  [
    "an import by an id with a query",
    imported("google_redis_instance.own", `${CACHE}?fields=*`),
    "its id is not written out",
  ],
  ["an import by an escaped id", imported("google_redis_instance.own", `${CACHE}%2f..`), "its id is not written out"],
  [
    "an import by an id that is made",
    imported("google_redis_instance.own", `\${google_redis_instance.cache.host}`),
    "its id is not written out",
  ],
  ["an import by a list of ids", imported("google_redis_instance.own", [CACHE]), "its id is not written out"],
  [
    "an import into one of many",
    imported('google_redis_instance.own["a"]', CACHE),
    "import of google_redis_instance.own",
  ],
  ["an import into a module", imported("module.own.google_redis_instance.own", CACHE), "import of module.own"],
  ["an import in a loop", imported("google_redis_instance.own", CACHE, { for_each: [] }), "it has for_each"],
  [
    "an import by another provider",
    imported("google_redis_instance.own", CACHE, { provider: "google.own" }),
    "it has provider",
  ],
  ["an import by an identity", imported("google_redis_instance.own", CACHE, { identity: {} }), "it has identity"],
  ["an import that is no block", branch((it) => (it.import = ["a"])), "import of what is not one block"],
  [
    "the AUTH string of a Redis that is imported",
    carried("google_redis_instance", CACHE, "auth_string"),
    "auth_string, which is secret",
  ],
  [
    "the variables of what runs already",
    branch(
      (it) =>
        (it.output.own = {
          value: `\${google_cloud_run_v2_service.backend_service.template[0].containers[0].env[0].value}`,
        }),
    ),
    "env, which may hold a secret",
  ],
  [
    "the same of all its containers",
    branch(
      (it) =>
        (it.output.own = {
          value: `\${google_cloud_run_v2_service.backend_service.template[0].containers[*].env[*].value}`,
        }),
    ),
    "env, which may hold a secret",
  ],
  [
    "all of a template",
    branch((it) => (it.output.own = { value: `\${google_cloud_run_v2_service.backend_service.template}` })),
    "which may hold a secret",
  ],
  [
    "what a channel is called by",
    branch((it) => (it.output.own = { value: `\${google_monitoring_notification_channel.own.labels["url"]}` })),
    "labels.url, which may hold a secret",
  ],
  [
    "data of an address that leads elsewhere",
    branch((it) => (it.data = { google_secret_manager_secret: { own: { secret_id: "a/versions/1:access?x=" } } })),
    "which is no name",
  ],
];
