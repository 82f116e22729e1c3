import { ProjectIamAuditConfig } from "@cdktf/provider-google/lib/project-iam-audit-config";
import { Construct } from "constructs";

/** Who read a secret's value or the state is logged; Google logs only who changes something by itself. */
export class AuditLogs extends Construct {
  constructor(scope: Construct, id: string, { project }: { project: string }) {
    super(scope, id);
    for (const api of ["secretmanager", "storage"]) {
      new ProjectIamAuditConfig(this, api, {
        project,
        service: `${api}.googleapis.com`,
        auditLogConfig: [{ logType: "DATA_READ" }],
      });
    }
  }
}
