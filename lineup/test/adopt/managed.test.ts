import { exists, foretold, NETWORK, PROJECT, rowAt, written } from "./foretelling";

const net = "google_compute_network.net";
const provider_name = "registry.terraform.io/hashicorp/google";

const state = (values: object) => ({
  format_version: "1.0",
  terraform_version: "1.11.4",
  values: {
    root_module: {
      resources: [
        { address: net, mode: "managed", type: "google_compute_network", name: "net", provider_name, values },
      ],
    },
  },
});

const held = async (values: object) =>
  rowAt(await foretold(written({ google_compute_network: { net: NETWORK } }), exists([]), state(values)), net);

test.each([
  ["by its name", { name: "acme-vpc" }],
  ["of the project by its id", { name: "acme-vpc", project: PROJECT }],
  ["of the project by its number", { name: "acme-vpc", project: "123456789" }],
])("what the state holds is in it already, %s", async (_, values) => {
  expect(await held(values)).toMatchObject({ outcome: "managed", why: [] });
});

test("where the state holds another thing, that would be replaced, and nobody calls it taken over", async () => {
  expect(await held({ name: "other-vpc", project: PROJECT })).toMatchObject({
    outcome: "unknown",
    why: [
      `the state holds another thing at this address, projects/${PROJECT}/global/networks/other-vpc: lineup review says what a plan makes of it`,
    ],
  });
});
