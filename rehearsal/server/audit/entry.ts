import { type Asked, type BucketOwner, targetOf } from "../iam/target";
import { lastSegment, pathOf, textOf, timestamp } from "../kind";
import type { Store } from "../store";

/** Who changed something that the API then answered for. */
interface Change {
  asked: Asked;
  methodName: string;
  by: string;
  userAgent: string | undefined;
}

/**
 * Keeps the entry of Cloud Audit Logs about a change (https://cloud.google.com/logging/docs/audit): who did what to
 * which thing. What was sent is left out: here it may hold a password.
 */
export function keepAudit({ asked, methodName, by, userAgent }: Change, store: Store, bucketOwner: BucketOwner): void {
  const { name, project } = targetOf(asked, store, bucketOwner);
  if (project === "" || !store.get(`cloudresourcemanager/projects/${project}`)) return;
  const insertId = `${store.next()}`;
  const [api = ""] = name.split("/");
  store.put(`logging/projects/${project}/entries/${insertId}`, {
    insertId,
    timestamp: timestamp(),
    receiveTimestamp: timestamp(),
    severity: "NOTICE",
    logName: `projects/${project}/logs/cloudaudit.googleapis.com%2Factivity`,
    resource: {
      type: "audited_resource",
      labels: { project_id: project, service: `${api}.googleapis.com`, method: methodName },
    },
    protoPayload: {
      "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
      status: {},
      authenticationInfo: { principalEmail: by },
      requestMetadata: { ...(userAgent === undefined ? {} : { callerSuppliedUserAgent: userAgent }) },
      serviceName: `${api}.googleapis.com`,
      methodName,
      resourceName: madeOf(pathOf(name), asked),
    },
  });
}

/** Of a creation it is the new thing. */
function madeOf(path: string, { id, body, query }: Asked): string {
  if (!/\.(create|insert)$/.test(id)) return path;
  const said = [...query].find(([key]) => /^[a-z]\w*Id$/.test(key))?.[1];
  const made = said ?? textOf(body, "name") ?? textOf(body, "accountId");
  return made === undefined ? path : `${path}/${lastSegment(made)}`;
}
