import { failedPrecondition } from "../api-error";
import { printed, replaced } from "../iam/policy-document";
import { type ApiKind, listOf, numberOf, type Place, textOf, thingOf } from "../kind";
import { NOT_PERMITTED, publicMemberRefused } from "../org-policies";
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
    refusePublicMembers(said.policy, place);
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

function refusePublicMembers(policy: CloudObject, place: Place): void {
  const project = place.project || place.id;
  if (!publicMemberRefused(policy, policyOf(place), project, place.store)) return;
  const type = "constraints/iam.allowedPolicyMemberDomains";
  const violation = {
    type,
    subject: `orgpolicy:projects/${project}`,
    description: "User is not in permitted organization.",
  };
  const details = [{ "@type": "type.googleapis.com/google.rpc.PreconditionFailure", violations: [violation] }];
  // Cloud Run has words of its own, with two spaces.
  const perhaps = place.name.startsWith("run/") ? ",  perhaps due to an organization policy" : "";
  throw failedPrecondition(`${NOT_PERMITTED}${perhaps}.`, details);
}

function policyOf({ store, name }: Place): CloudObject {
  return store.get(`${name}/iamPolicy`) ?? { version: 1, etag: "ACAB" };
}
