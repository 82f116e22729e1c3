import { RedisInstance } from "@cdktf/provider-google/lib/redis-instance";
import { Fn, type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { Port } from "../addressing/port";
import type { Range } from "../addressing/range";
import { mostClients, REDIS_PORT, REDIS_TLS_PORT } from "../facts/redis";
import type { Things } from "../watch/things";
import type { Network } from "./network";
import type { PrivateServices } from "./private-services";
import { ProjectApis } from "./project-apis";
import { Secret } from "./secret";

export interface RedisCacheProps {
  network: Network;
  /** Where there are none, Redis is peered directly with the network and lives in `peeringRange`. */
  services: PrivateServices | undefined;
  peeringRange: Range;
  name: string;
  tier: "BASIC" | "STANDARD_HA";
  version: string;
  memoryGb: number;
  auth: boolean;
  tls: boolean;
  maintenance: { day: string; hourUtc: number };
  /** Parameters of Redis itself; Google keeps its defaults for the others. */
  configs?: Record<string, string> | undefined;
}

/** The secrets of a Redis, by its name: there may be fewer of them, and never others. */
export const redisSecrets = (name: string) => ({ auth: `${name}-auth`, certificates: `${name}-ca` });

/**
 * Memorystore for Redis. Reachable only from its authorized network, in its region, on the port its TLS mode implies:
 * left to itself it would land on the default network.
 *
 * Replaced, with a new address and its data gone, by a change of name, region, tier, network, connect mode or TLS mode;
 * of its reserved range a change is ignored. Memory, version and maintenance change in place and reset connections.
 */
export class RedisCache extends Construct {
  readonly network: Network;
  readonly name: string;
  /** All its addresses, known before it exists. */
  readonly range: Range;
  readonly port: Port;
  readonly auth?: Secret;
  readonly certificates?: Secret;
  /** What there is to watch of it. */
  readonly watched: Things["redis"];
  private readonly instance: RedisInstance;
  private readonly clients: string[] = [];

  constructor(scope: Construct, id: string, props: RedisCacheProps) {
    super(scope, id);
    const { network, services, peeringRange, name, maintenance } = props;
    if (services && services.network !== network) {
      throw new Error(`${name}: its services range belongs to another network - pass the PrivateServices of its own`);
    }
    this.network = network;
    this.name = name;
    this.range = services?.range ?? peeringRange;
    this.port = Port.tcp(props.tls ? REDIS_TLS_PORT : REDIS_PORT);
    this.instance = new RedisInstance(this, "Resource", {
      name,
      region: network.region,
      tier: props.tier,
      redisVersion: props.version,
      memorySizeGb: props.memoryGb,
      authorizedNetwork: network.id,
      connectMode: services ? "PRIVATE_SERVICE_ACCESS" : "DIRECT_PEERING",
      reservedIpRange: services?.rangeName ?? peeringRange.toString(),
      readReplicasMode: "READ_REPLICAS_DISABLED",
      authEnabled: props.auth,
      redisConfigs: props.configs,
      transitEncryptionMode: props.tls ? "SERVER_AUTHENTICATION" : "DISABLED",
      maintenancePolicy: {
        weeklyMaintenanceWindow: [
          { day: maintenance.day, startTime: { hours: maintenance.hourUtc, minutes: 0, seconds: 0, nanos: 0 } },
        ],
      },
      // The provider never reads it back: an instance that was imported would be replaced for it, and lose its data.
      lifecycle: { ignoreChanges: ["reserved_ip_range"] },
      dependsOn: [ProjectApis.of(this).enable("redis"), ...(services ? [services.connection] : [])],
    });
    if (props.auth) {
      this.auth = new Secret(this, "auth", { name: redisSecrets(name).auth, value: this.password });
    }
    if (props.tls) {
      // Every certificate, not the first: during a rotation the server may present either.
      const all = Token.asList(this.instance.interpolationForAttribute("server_ca_certs[*].cert"));
      this.certificates = new Secret(this, "certificates", {
        name: redisSecrets(name).certificates,
        value: Fn.join("\n", all),
      });
    }
    this.watched = {
      id: this.instance.id,
      isReplicated: props.tier === "STANDARD_HA",
      tls: props.tls,
      port: this.port.number,
      mostClients: mostClients(props),
    };
    this.node.addValidation({ validate: () => this.unused() });
  }

  /** The address, as a reference: it is not known before the first apply and it moves when Redis is replaced. */
  get host(): string {
    return this.instance.host;
  }

  /** For what has to come after it. */
  get resource(): ITerraformDependable {
    return this.instance;
  }

  get portNumber(): number {
    return this.instance.port;
  }

  /**
   * The AUTH string, and "known after apply" while there is none. Where AUTH is turned on for an instance that stands,
   * the provider plans the string as it was, empty, and Terraform refuses the one that Google makes. `timestamp()` is
   * unknown in every plan; at the apply the string is there and comes first. See docs/decisions/0009.
   */
  private get password(): string {
    return Token.asString(Fn.coalesce([this.instance.authString, Fn.timestamp()]));
  }

  /** Called by connectTo, so that an unused cache is noticed. */
  addClient(name: string): void {
    this.clients.push(name);
  }

  private unused(): string[] {
    return this.clients.length > 0 ? [] : [`${this.name}: no service connects to it - call service.connectTo(cache)`];
  }
}
