import type { ApiKind } from "../kind";
import type { CloudObject } from "../store";

/** The IAM policy of an object: stored beside it and returned with an etag, as Google does. */
export const policyActions: NonNullable<ApiKind["actions"]> = {
  getIamPolicy: (_, __, { store, name }) => ({
    answer: store.get(`${name}/iamPolicy`) ?? { version: 1, etag: "ACAB" },
  }),
  setIamPolicy: (_, body, { store, name }) => {
    const policy = { version: 1, ...(body.policy as CloudObject), etag: `BwX${store.next()}` };
    store.put(`${name}/iamPolicy`, policy);
    return { answer: policy };
  },
  testIamPermissions: (_, body) => ({ answer: { permissions: body.permissions } }),
};
