import { printed, replaced } from "../iam/policy-document";
import { type ApiKind, listOf, numberOf, type Place, textOf, thingOf } from "../kind";
import type { CloudObject } from "../store";

/** The IAM policy of an object: stored beside it and returned with an etag, as Google does. */
export const policyActions: NonNullable<ApiKind["actions"]> = {
  getIamPolicy: (_, body, place) => {
    // Some APIs ask in the body, some in the query.
    const asked = numberOf(thingOf(body, "options"), "requestedPolicyVersion");
    const version = asked ?? Number(place.query.get("options.requestedPolicyVersion") ?? 1);
    return { answer: printed(policyOf(place), version) };
  },
  setIamPolicy: (_, body, place) => {
    const said = { policy: thingOf(body, "policy") ?? {}, updateMask: textOf(body, "updateMask") };
    const policy = replaced(policyOf(place), said, `BwX${place.store.next()}`);
    place.store.put(`${place.name}/iamPolicy`, policy);
    return { answer: policy };
  },
  testIamPermissions: (_, body, { iam, who, name, project, id }) => {
    const target = { name, project: project || id };
    const permissions = listOf(body, "permissions").filter((one) => iam.allows(who, String(one), target));
    return { answer: permissions.length > 0 ? { permissions } : {} };
  },
};

function policyOf({ store, name }: Place): CloudObject {
  return store.get(`${name}/iamPolicy`) ?? { version: 1, etag: "ACAB" };
}
