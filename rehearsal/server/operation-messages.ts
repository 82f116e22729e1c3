import { timestamp } from "./kind";
import type { CloudObject } from "./store";

/** What was done to a thing: `create`, `update`, `delete` or the name of an action. */
export interface Deed {
  verb: string;
  /** The name of the thing, as its API knows it. */
  target: string;
  /** The thing as it is then; for what was deleted, as it was. */
  thing: CloudObject | undefined;
}

/** The two messages of a long-running operation: of itself, and in the end of what came of it. */
export interface OperationMessages {
  metadata?: CloudObject;
  response: CloudObject;
}

const NOTHING = message("google.protobuf.Empty");

/** A message that can be anything says by its type URL what it is. */
export function message(type: string, fields: CloudObject = {}): CloudObject {
  return { "@type": `type.googleapis.com/${type}`, ...fields };
}

/** Most APIs: the thing is a message of their package, of which nothing is left when it is deleted. */
export function messagesOf(pack: string, noun: string): (deed: Deed) => OperationMessages {
  return ({ verb, target, thing = {} }) => ({
    metadata: message(`${pack}.OperationMetadata`, { createTime: timestamp(), target, verb, apiVersion: "v1" }),
    response: verb === "delete" ? NOTHING : message(`${pack}.${noun}`, thing),
  });
}

/** Serverless VPC Access names the method. */
export function connectorMessages({ verb, target, thing = {} }: Deed): OperationMessages {
  const pack = "google.cloud.vpcaccess.v1";
  const method = `${pack}.VpcAccessService.${verb.charAt(0).toUpperCase()}${verb.slice(1)}Connector`;
  return {
    metadata: message(`${pack}.OperationMetadata`, { createTime: timestamp(), target, method }),
    response: verb === "delete" ? NOTHING : message(`${pack}.Connector`, thing),
  };
}

/** Cloud Run speaks of the thing itself, also when it is deleted. */
export function runMessages(noun: string): (deed: Deed) => OperationMessages {
  return ({ verb, thing = {} }) => {
    const said = message(
      `google.cloud.run.v2.${noun}`,
      verb === "delete" ? { ...thing, deleteTime: timestamp() } : thing,
    );
    return { metadata: said, response: said };
  };
}

/** Service Networking has metadata for what it deletes alone. */
export function connectionMessages({ verb, thing = {} }: Deed): OperationMessages {
  const pack = "google.cloud.servicenetworking.v1";
  return verb === "delete"
    ? { metadata: message(`${pack}.DeleteConnectionMetadata`), response: NOTHING }
    : { response: message(`${pack}.Connection`, thing) };
}

/** Service Usage answers with a message for each of its methods. */
export function serviceUsageMessages({ verb, target, thing = {} }: Deed): OperationMessages {
  const pack = "google.api.serviceusage.v1";
  const [method, said] = verb === "batchEnable" ? ["BatchEnableServices", thing] : [methodOf(verb), { service: thing }];
  return {
    metadata: message(`${pack}.OperationMetadata`, { resourceNames: [target] }),
    response: message(`${pack}.${method}Response`, said),
  };
}

const methodOf = (verb: string) => (verb === "disable" ? "DisableService" : "EnableService");
