import { type ApiKind, textOf, thingOf, timestamp } from "../kind";
import type { CloudObject } from "../store";

/** Names that Cloud Run leads to a service. They are read only: no environment makes one. */
export const domainMappings: ApiKind = {
  collection: "run/projects/{project}/locations/{location}/domainmappings",
  style: "immediate",
  listed: "items",
  named: { made: (body) => textOf(thingOf(body, "metadata"), "name") ?? "" },
  filled: (draft) => draft,
};

/** One that works, with the record that it asks for, as Cloud Run lists it. */
export function domainMapping(domain: string, routeName: string): CloudObject {
  return {
    apiVersion: "domains.cloudrun.com/v1",
    kind: "DomainMapping",
    metadata: { name: domain, namespace: "100000000001", creationTimestamp: timestamp() },
    spec: { routeName, certificateMode: "AUTOMATIC" },
    status: {
      mappedRouteName: routeName,
      conditions: ["Ready", "CertificateProvisioned", "DomainRoutable"].map((type) => ({ type, status: "True" })),
      resourceRecords: [{ name: domain.split(".")[0] ?? "", type: "CNAME", rrdata: "ghs.googlehosted.com." }],
    },
  };
}
