import { type AdoptionCase, APIS, api, gone, PROJECT, post, RULES, rule, SERVICES, set, WORLD } from "./case";

const { network, subnet, range, connection, router, connector, redis, secret, backend } = WORLD;
const OTHERS = [subnet, range, connection, router, connector, redis, secret, ...SERVICES, ...RULES.map(rule)];
const MEMBERS = `${secret}/iamPolicy`;

export const wholeCases: AdoptionCase[] = [
  { id: "as-it-is-written", about: "everything exists, and lacks labels only", edits: [] },
  {
    id: "nothing-exists",
    about: "an empty project",
    edits: gone(...OTHERS, network, ...APIS.map(api)),
  },
  {
    id: "only-the-network",
    about: "and its APIs",
    edits: [...gone(...OTHERS), set(network, { peerings: null })],
  },
  {
    id: "api-disabled",
    about: "the connector's, and so there is none",
    edits: [
      ...gone(api("vpcaccess"), connector),
      ...SERVICES.slice(0, 2).map((service) => set(service, { "template.vpcAccess": null })),
    ],
  },
  {
    id: "labels-of-others",
    about: "a team's own, on Redis and a service",
    edits: [set(redis, { labels: { owner: "ops" } }), set(backend, { labels: { owner: "ops" } })],
  },
  {
    id: "labels-of-ours-with-other-values",
    about: "the same keys",
    edits: [
      set(redis, { labels: { environment: "stage", team: "ops" } }),
      set(backend, { labels: { environment: "stage", team: "ops" } }),
    ],
  },
  {
    id: "secret-with-versions",
    about: "several, of which one is destroyed",
    edits: [
      ...["c2Vjb25k", "dGhpcmQ="].map((data) =>
        post(`secretmanager/v1/projects/${PROJECT}/secrets/staging-redis-auth:addVersion`, { payload: { data } }),
      ),
      post(`secretmanager/v1/projects/${PROJECT}/secrets/staging-redis-auth/versions/2:destroy`, {}),
    ],
  },
  {
    id: "secret-without-versions",
    about: "made, and never filled",
    edits: gone(`${secret}/versions/1`),
  },
  {
    id: "secret-of-user-managed-replication",
    about: "in two regions",
    edits: [
      set(secret, {
        replication: { userManaged: { replicas: [{ location: "us-central1" }, { location: "us-east1" }] } },
      }),
    ],
  },
  {
    id: "secret-with-annotations",
    about: "of the people who made it",
    edits: [set(secret, { annotations: { ticket: "OPS-12" } })],
  },
  { id: "secret-that-nobody-reads", about: "no members", edits: gone(MEMBERS) },
  {
    id: "secret-read-by-one-more",
    about: "the services, and the old account",
    edits: [
      set(MEMBERS, {
        "bindings.0.members": [
          `serviceAccount:netra-auth-service@${PROJECT}.iam.gserviceaccount.com`,
          `serviceAccount:netra-backend-staging@${PROJECT}.iam.gserviceaccount.com`,
          `serviceAccount:old@${PROJECT}.iam.gserviceaccount.com`,
        ],
      }),
    ],
  },
];
