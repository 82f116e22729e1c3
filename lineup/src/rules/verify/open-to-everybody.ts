import { type Given, givenToEverybody, mayCall } from "../../topology/given";
import type { Topology } from "../../topology/model";
import { isUnchecked } from "../../topology/openness";
import { get } from "../../topology/read";
import { defineRule, type Reported } from "../define";
import { invokerAttribute } from "../shared/services";

export const openToEverybody = defineRule({
  id: "open-to-everybody",
  title: "Everybody on the internet is given a role",
  help: "allUsers is anybody, allAuthenticatedUsers anybody with a Google account. A secret, a state or a project that they may read is public; a service that they may call is public, too, which may be what it is for.",
  remedy: "Give the role to named members. Keep it on services that are meant to be public.",
  severity: "error",
  check: ({ topology }) => [
    ...givenToEverybody(topology.resources).map(reported),
    ...topology.services.filter(isUnchecked).map(uncheckedService),
  ],
});

function reported(given: Given): Reported {
  const { resource, member, role, attribute, on } = given;
  const isService = on === "service";
  const message = `${member} ${isService && mayCall(role) ? "may call the service" : `has ${role} on the ${on}`}`;
  return {
    address: resource.address,
    attribute,
    message,
    fix: isService
      ? "keep it where the service is meant to be public, else name its callers"
      : "name the members that need it",
    severity: isService ? "note" : on === "bucket" && !isState(given) ? "warning" : "error",
  };
}

function uncheckedService({ address, resource }: Topology["services"][number]): Reported {
  const attribute = invokerAttribute(resource);
  return {
    address,
    attribute,
    message: "allUsers may call the service: Cloud Run does not check who calls it",
    fix: `keep it where the service is meant to be public, else leave ${attribute} out`,
    severity: "note",
  };
}

/** A public bucket may be a site; the one that holds a Terraform state holds every secret in it. */
function isState({ resource }: Given): boolean {
  return /state|terraform/i.test(`${resource.address} ${String(get(resource, "bucket") ?? "")}`);
}
