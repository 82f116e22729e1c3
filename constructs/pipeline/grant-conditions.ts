/** A condition under which a grant holds, as Terraform writes it. */
export interface GrantCondition {
  title: string;
  expression: string;
}

/**
 * These secrets and their versions, and no other of the project. Google names a secret by the project's number here,
 * whatever the request says (https://cloud.google.com/iam/docs/conditions-resource-attributes#resource-name).
 */
export function onSecrets(title: string, projectNumber: string, secretIds: readonly string[]): GrantCondition {
  const each = secretIds.map((id) => {
    const name = `projects/${projectNumber}/secrets/${id}`;
    return `resource.name == "${name}" || resource.name.startsWith("${name}/versions/")`;
  });
  return { title, expression: each.join(" || ") };
}

/** One state and its lock. A list is asked for on the bucket, and shows names alone. */
export function onState(bucket: string, prefix: string): GrantCondition {
  return {
    title: "state of the environment",
    expression: `resource.type == "storage.googleapis.com/Bucket" || resource.name.startsWith("projects/_/buckets/${bucket}/objects/${prefix}/")`,
  };
}
