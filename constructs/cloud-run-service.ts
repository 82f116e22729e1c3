import { CloudRunV2Service } from "@cdktf/provider-google/lib/cloud-run-v2-service";
import { Token } from "cdktf";
import { Construct } from "constructs";
import type { Port } from "../addressing/port";
import type { Range } from "../addressing/range";
import type { WatchedService } from "../watch/things";
import { admit, type CallerProps, entranceFor } from "./callers";
import { Container, type ContainerProps } from "./container";
import { type Egress, Placement } from "./placement";
import { ProjectApis } from "./project-apis";
import type { RedisCache } from "./redis-cache";
import { RedisProbe, type RedisProbeProps } from "./redis-probe";
import { ExistingSecret, type ReadableSecret } from "./secret";
import type { ServerlessConnector } from "./serverless-connector";

export interface CloudRunServiceProps extends ContainerProps, CallerProps {
  name: string;
  region: string;
  /** The e-mail address of the account that it runs as. The bootstrap makes it, so that a deploy makes no accounts. */
  account: string;
  /** Without one the service stays outside the network and cannot be connected to anything in it. */
  connector?: { through: ServerlessConnector; egress: Egress } | undefined;
  concurrency: number;
  instances: { min: number; max: number };
  timeoutSeconds: number;
  sessionAffinity: boolean;
  deletionProtection: boolean;
  /** Variables that are read from secrets somebody else keeps, by the secrets' names. */
  secrets?: Record<string, string>;
  /** The revision that keeps all requests, whatever is deployed meanwhile; without one the newest that is ready has them. */
  pinnedTo?: string | undefined;
}

/**
 * A Cloud Run service that runs as a service account of its own.
 *
 * Its image is shipped by the app's own pipeline and ignored here. Everything else about it is written here and only
 * here: a deploy script that also set the connector and the environment is how the connector got lost. See
 * docs/handover.md.
 */
export class CloudRunService extends Construct {
  readonly name: string;
  private readonly resource: CloudRunV2Service;
  private readonly placement: Placement;
  private readonly container: Container;
  private readonly connector?: ServerlessConnector;
  private cache?: RedisCache;
  private redisProbe?: RedisProbe;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CloudRunServiceProps,
  ) {
    super(scope, id);
    const { name, region, connector } = props;
    if (connector && connector.through.network.region !== region) {
      throw new Error(
        `${name} runs in ${region}, its connector in ${connector.through.network.region} - a connector serves its own region only`,
      );
    }
    this.name = name;
    this.connector = connector?.through;
    this.placement = new Placement(props.account, connector);
    this.container = new Container(props, this.placement);
    this.resource = new CloudRunV2Service(this, "Resource", {
      name,
      location: region,
      ...entranceFor(props),
      launchStage: "GA",
      deletionProtection: props.deletionProtection,
      template: {
        ...this.placement.template,
        timeout: `${props.timeoutSeconds}s`,
        sessionAffinity: props.sessionAffinity,
        maxInstanceRequestConcurrency: props.concurrency,
        scaling: { minInstanceCount: props.instances.min, maxInstanceCount: props.instances.max },
        containers: [this.container.config],
      },
      // Written, and never ignored: what is ignored is neither planned nor reviewed, and a rollback by hand would hold
      // for ever, with nobody who has said so.
      traffic: [
        props.pinnedTo === undefined
          ? { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }
          : { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: props.pinnedTo, percent: 100 },
      ],
      lifecycle: { ignoreChanges: ["template[0].containers[0].image", "client", "client_version"] },
      dependsOn: [ProjectApis.of(this).enable("run")],
    });
    this.placement.place(this.resource);
    this.readExisting(props.secrets ?? {});
    admit(this, this.resource, props);
  }

  /** One grant for each secret, however many variables read it: taking one away must not take the other's. */
  private readExisting(secrets: Record<string, string>): void {
    for (const secretId of new Set(Object.values(secrets))) {
      const variables = Object.keys(secrets).filter((variable) => secrets[variable] === secretId);
      const secret = new ExistingSecret(this, `secret-${secretId}`, { secretId });
      for (const variable of variables) this.container.giveSecret(variable, secret);
      this.letRead(secret, `reads-secret-${secretId}`);
    }
  }

  get url(): string {
    return this.resource.uri;
  }

  /** What there is to watch of it. */
  get watched(): Pick<WatchedService, "name" | "mostInstances" | "startupSeconds"> {
    const { instances, startupProbe } = this.props;
    return {
      name: this.resource.name,
      mostInstances: instances.min < instances.max ? instances.max : undefined,
      startupSeconds: startupProbe.periodSeconds * startupProbe.failureThreshold,
    };
  }

  /** What answers whoever asks from outside whether it is ready; undefined where nobody may, or where none runs. */
  get pathFromOutside(): string | undefined {
    const { public: callers, ingress, instances, startupProbe } = this.props;
    return callers === true && ingress === "all" && instances.min > 0 ? startupProbe.path : undefined;
  }

  /** The name of the job that stands where it stands. */
  get probeJob(): string | undefined {
    return this.redisProbe?.jobName;
  }

  get isAttached(): boolean {
    return this.connector !== undefined;
  }

  get isConnected(): boolean {
    return this.cache !== undefined;
  }

  /** Everything this service needs to use the cache: its address, its password and certificates, an open firewall. */
  connectTo(cache: RedisCache): void {
    const connector = this.requireConnector(`reach ${cache.name}`);
    if (this.cache) {
      throw new Error(`${this.name} is already connected to ${this.cache.name} - REDIS_HOST can only name one cache`);
    }
    if (cache.network.region !== connector.network.region) {
      throw new Error(
        `${this.name} cannot reach ${cache.name}: the service is in ${connector.network.region}, the cache in ${cache.network.region} - give both the same network`,
      );
    }
    if (cache.network !== connector.network) {
      throw new Error(
        `${this.name} cannot reach ${cache.name}: its connector and the cache are on different networks - give both the same network`,
      );
    }
    this.cache = cache;
    cache.addClient(this.name);
    this.placement.give("REDIS_HOST", cache.host);
    this.placement.give("REDIS_PORT", Token.asString(cache.portNumber));
    if (cache.auth) {
      this.placement.giveSecret("REDIS_PASSWORD", cache.auth);
      this.letRead(cache.auth, "reads-redis-auth");
    }
    if (cache.certificates) {
      const file = { volume: "redis-ca", directory: "/etc/redis-ca", file: "ca.pem", secret: cache.certificates };
      this.placement.giveSecretFile("REDIS_CA_FILE", file);
      this.letRead(cache.certificates, "reads-redis-ca");
    }
    this.placement.startAfter(connector.allowToRedis(cache.range, cache.port, `${this.name} uses ${cache.name}`));
  }

  /** A job that stands where this service stands and says whether Redis answers there. */
  probe(props: Omit<RedisProbeProps, "service" | "region"> = {}): RedisProbe {
    const { network } = this.requireConnector("probe a Redis");
    const where = { service: this.name, region: network.region };
    this.redisProbe = new RedisProbe(this, "probe", this.placement, { ...where, ...props });
    return this.redisProbe;
  }

  /** Opens the way to anything else in the network. The reason ends up in the rule's description. */
  allowTo(range: Range, port: Port, reason: string): void {
    const connector = this.requireConnector(`reach ${range}`);
    this.placement.startAfter(connector.allowTo(range, port, `${this.name}: ${reason}`));
  }

  private requireConnector(purpose: string): ServerlessConnector {
    if (this.connector) return this.connector;
    throw new Error(`${this.name} has no connector and cannot ${purpose} - pass one when creating the service`);
  }

  /** Lets the account read it, before anything that runs as it starts. */
  private letRead(secret: ReadableSecret, grant: string): void {
    this.placement.startAfter(secret.grantRead(this, grant, this.placement.account));
  }
}
