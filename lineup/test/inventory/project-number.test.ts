import type { Get } from "../../src/inventory/reader";
import { denied, instead, off } from "./answers";
import { type Json, LiveProject, PROJECT } from "./live";

/** One project that stays as it is. */
let live: LiveProject;
let number: string;
beforeAll(async () => {
  live = await LiveProject.open();
  await live.settle();
  number = await live.number();
});
afterAll(() => live.close());

const OF_PROJECT = `compute/v1/projects/${PROJECT}?`;
const account = (said: string) => ({ body: { name: PROJECT, defaultServiceAccount: said } });
const own = () => account(`${number}-compute@developer.gserviceaccount.com`);
/** Resource Manager refuses, and compute says this of the project. */
const compute = (answer: Json, refused: Json = denied): Get =>
  instead(instead(live.get, "cloudresourcemanager", refused), OF_PROJECT, answer);

const ENABLE = `gcloud services enable cloudresourcemanager.googleapis.com --project ${PROJECT}`;
const BROWSER = "403: grant the permission resourcemanager.projects.get, for example with roles/browser";
const NETWORK_VIEWER = "403: grant the permission compute.projects.get, for example with roles/compute.networkViewer";

/** Who has which role on the project is Resource Manager's to say, and nobody else's. */
const ONLY_POLICY = [{ types: ["google_project_iam_member"] }];

test.each<[string, () => Json]>([
  ["is refused", () => denied],
  ["is disabled in the project", () => off(number)],
  ["is disabled in another project", () => off("987654321")],
])("where the API of Resource Manager %s, compute knows the project's number", async (_, refused) => {
  const asked: string[] = [];
  const get = compute(own(), refused());
  const { unread, resources } = await live.read((url, readsPolicy) => {
    asked.push(url);
    return get(url, readsPolicy);
  });
  expect(unread).toMatchObject(ONLY_POLICY);
  expect(resources.map(({ type }) => type)).toContain("google_service_networking_connection");
  // The rest of the answer may hold anything, keys among it.
  expect(asked.filter((url) => url.includes(OF_PROJECT))).toEqual([
    expect.stringMatching(/\?fields=name%2CdefaultServiceAccount$/),
  ]);
});

test("and an API that is disabled in the project is told from one that is refused", async () => {
  const get = instead(compute(own()), "memcache/", off(number));
  const { unread, disabled } = await live.read(get);
  expect(unread).toMatchObject(ONLY_POLICY);
  expect(disabled).toMatchObject([{ what: "Memcached instances" }]);
});

test.each<[string, Json, Json, string]>([
  [
    "permissions",
    denied,
    denied,
    `Resource Manager does not say it (${BROWSER}), compute does not say it (${NETWORK_VIEWER})`,
  ],
  [
    "an API and a permission",
    off(PROJECT),
    denied,
    `Resource Manager does not say it (403: the API is disabled in ${PROJECT}: ${ENABLE}), compute does not say it (${NETWORK_VIEWER})`,
  ],
  [
    "an API and the default account",
    off("987654321"),
    { body: { name: PROJECT } },
    `Resource Manager does not say it (403: the API is disabled in ${PROJECT} or in the quota project of these credentials: ${ENABLE}), compute does not say it`,
  ],
])(
  "without both, what is read by the number is unread and says what is lacking: %s",
  async (_, refused, answer, why) => {
    const { unread } = await live.read(compute(answer, refused));
    expect(unread).toContainEqual({
      what: "services connections",
      why: `the project number is unknown: ${why}`,
      types: ["google_service_networking_connection"],
    });
  },
);

test.each<[string, Json]>([
  ["is no text", account(7 as Json)],
  ["is another account", account("deploy@acme-staging.iam.gserviceaccount.com")],
  ["holds a line", account("1-compute@developer.gserviceaccount.com\nx")],
  ["has no number", account("x-compute@developer.gserviceaccount.com")],
  [
    "is another project's",
    { body: { name: "acme-other", defaultServiceAccount: "1-compute@developer.gserviceaccount.com" } },
  ],
  ["is `id`, which is not the project's number", { body: { name: PROJECT, id: "1234567890123456789" } }],
])("a default account that %s gives no number", async (_, answer) => {
  const { unread } = await live.read(compute(answer));
  expect(unread.map(({ what }) => what)).toContain("services connections");
});

test("an API that is disabled in a project of which only the number is known is unread", async () => {
  const get = instead(compute(denied), "memcache/", off(number));
  const { unread, disabled } = await live.read(get);
  expect(disabled).toEqual([]);
  const why = unread.find(({ what }) => what === "Memcached instances")?.why;
  expect(why).toContain(`gcloud services enable memcache.googleapis.com --project ${PROJECT}`);
  expect(why).toContain(`Only the number of ${PROJECT} tells which, and Resource Manager does not say it (${BROWSER})`);
});
