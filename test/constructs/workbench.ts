import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import type { TerraformStack } from "cdktf";
import { Range } from "../../addressing/range";
import { CloudRunService, type CloudRunServiceProps } from "../../constructs/cloud-run-service";
import { Firewall } from "../../constructs/firewall";
import { Network } from "../../constructs/network";
import { PrivateServices } from "../../constructs/private-services";
import { RedisCache, type RedisCacheProps } from "../../constructs/redis-cache";
import { ServerlessConnector } from "../../constructs/serverless-connector";
import { type StackJson, synthesizeConstructs as synthesizeBare } from "../support/synth";
import { Stack } from "../support/walker/stack";

export const REGION = "us-central1";
export const SERVICES = Range.parse("10.166.0.0/16");

/** A stack that holds the provider and what `build` puts into it. */
export function synthesizeConstructs(build: (stack: TerraformStack) => void): StackJson {
  return synthesizeBare((stack) => {
    new GoogleProvider(stack, "google", { project: "a-project", region: REGION });
    build(stack);
  });
}

export function dedicated(stack: TerraformStack, id = "network", region = REGION): Network {
  const subnet = { name: `${id}-subnet`, range: Range.parse("10.0.0.0/24"), flowLogs: false };
  return Network.dedicated(stack, id, { name: `${id}-vpc`, region, subnet });
}

export function existing(stack: TerraformStack): Network {
  return Network.existing(stack, "network", { region: REGION });
}

export function connectorIn(network: Network, name = "connector"): ServerlessConnector {
  const scope = network.node.scope as TerraformStack;
  const firewall =
    (network.node.tryFindChild("firewall") as Firewall | undefined) ?? new Firewall(network, "firewall", { network });
  return new ServerlessConnector(scope, name, {
    firewall,
    name,
    range: Range.parse("10.2.0.0/28"),
    machineType: "e2-micro",
    instances: { min: 2, max: 3 },
  });
}

export function servicesIn(network: Network): PrivateServices {
  return new PrivateServices(network, "services", { network, name: "services-range", range: SERVICES });
}

export function cacheIn(network: Network, props: Partial<RedisCacheProps> & { id?: string } = {}): RedisCache {
  const already = network.node.tryFindChild("services") as PrivateServices | undefined;
  const id = props.id ?? "cache";
  return new RedisCache(network, id, {
    network,
    services: network.isDedicated ? (already ?? servicesIn(network)) : undefined,
    peeringRange: Range.parse("10.3.0.0/29"),
    name: id,
    tier: "BASIC",
    version: "REDIS_7_2",
    memoryGb: 1,
    auth: false,
    tls: false,
    maintenance: { day: "SUNDAY", hourUtc: 4 },
    ...props,
  });
}

/** The account that a service of this name runs as. */
export const accountOf = (name: string) => `${name}@acme-staging.iam.gserviceaccount.com`;

/** A service by this name; without a connector it stays outside the network. */
export function service(
  stack: TerraformStack,
  name: string,
  through?: ServerlessConnector,
  props: Partial<CloudRunServiceProps> = {},
): CloudRunService {
  return new CloudRunService(stack, name, {
    name,
    region: REGION,
    account: accountOf(name),
    ...(through && { connector: { through, egress: "PRIVATE_RANGES_ONLY" } }),
    image: "example.com/team/image",
    port: 8080,
    cpu: "1",
    memory: "512Mi",
    concurrency: 80,
    instances: { min: 0, max: 5 },
    timeoutSeconds: 300,
    sessionAffinity: false,
    deletionProtection: true,
    startupProbe: { path: "/health/ready", periodSeconds: 10, failureThreshold: 12, timeoutSeconds: 5 },
    ingress: "all",
    public: true,
    publicBy: "allUsers",
    env: {},
    ...props,
  });
}

/** All resources of a type. */
export function every(json: StackJson, type: string): StackJson[] {
  return Object.values(json.resource?.[type] ?? {});
}

/** The resource of a type, and there must be one only; or the one that carries this name. */
export function one(json: StackJson, type: string, name?: string): StackJson {
  const found = every(json, type).filter((body) => name === undefined || nameOf(body) === name);
  const [body] = found;
  if (!body || found.length > 1) throw new Error(`${found.length} of ${type} ${name ?? ""}`);
  return body;
}

/** What a reference points at, as "type name attribute", by the names that Google knows. */
export function pointsAt(json: StackJson, value: unknown): string {
  const reference = new Stack(json).resolve(value as string);
  if (!reference) return `no reference: ${JSON.stringify(value)}`;
  return `${reference.resource.type} ${nameOf(reference.resource.body)} ${reference.attribute}`;
}

/** What a resource waits for by depends_on, as "type name". */
export function waitsFor(json: StackJson, body: StackJson): string[] {
  return (body.depends_on ?? []).map((address: string) => pointsAt(json, `\${${address}.id}`).replace(/ id$/, ""));
}

function nameOf(body: StackJson): string {
  return body.name ?? body.secret_id ?? body.account_id ?? body.service ?? body.member;
}

export function variables(body: StackJson): Record<string, StackJson> {
  const entries: StackJson[] = body.template.containers[0].env ?? [];
  return Object.fromEntries(entries.map((entry) => [entry.name, entry]));
}
