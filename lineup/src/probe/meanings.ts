import type { Phase } from "../../../probe/phases";
import type { Verdict } from "../verify";
import type { ProbeFinding } from "./contract";

/** What a stop of the probe can mean, beside what verify says of the same path. */
export interface Meaning {
  /** Where the probe stopped; undefined where the code means the same in every phase. */
  phase?: Phase;
  /** What it met there; undefined for everything else, and where only the exit code is known. */
  codes?: readonly string[];
  /** What verify says; undefined for all of its verdicts, and where nothing was judged. */
  verify?: Verdict;
  message: string;
  /** The likeliest first. */
  meanings: readonly [string, ...string[]];
  fix: string;
}

const LOOK_LIVE =
  "look at what exists now, through Google's own trace as well: lineup inventory --project PROJECT --output live.json, then lineup probe --project PROJECT --inventory live.json --trace";
const CAUSES = "start with the causes that verify names";
const ROTATED_AUTH =
  "the AUTH string was changed since the secret was written: the instance was made again, or AUTH was switched off and on";
const OFTEN = "run the probe again; where it stays, look at the metrics of the instance";

/** The first row that fits counts. */
export const MEANINGS: readonly [Meaning, ...Meaning[]] = [
  {
    codes: ["MAXCLIENTS"],
    message: "Redis takes no more clients",
    meanings: [
      "services leave connections open, or are scaled to many instances",
      "maxclients is lower than they need",
    ],
    fix: "compare connected_clients of the instance with its maxclients; bound the pool of each service",
  },
  {
    codes: ["LOADING", "MASTERDOWN", "CLUSTERDOWN"],
    message: "Redis is there, and not ready to answer",
    meanings: ["it has just been restarted, or fails over: maintenance does both", "the instance is in repair"],
    fix: "wait a minute and run the probe again; gcloud redis instances describe NAME --region REGION says its state",
  },
  {
    codes: ["NOT_REDIS", "UNEXPECTED_REPLY", "UNKNOWN_COMMAND"],
    message: "something answers, and it is not the Redis that is meant",
    meanings: ["a proxy or another server has this address now", "the address or the port is that of another service"],
    fix: "compare REDIS_HOST and REDIS_PORT with gcloud redis instances describe NAME --region REGION",
  },
  {
    codes: ["NEEDS_TLS"],
    message: "Redis speaks TLS there, and the service has no certificate to speak it with",
    meanings: ["transit encryption was switched on, and REDIS_CA_FILE is not set", "the port is the one with TLS"],
    fix: "connect the service again as it is written: it gets certificate, port and password together",
  },
  {
    codes: ["BUDGET"],
    message: "the phases before took so long that this one had no time left",
    meanings: ["Redis or the way to it is slow", "the container had too little CPU"],
    fix: OFTEN,
  },
  {
    phase: "config",
    codes: ["HOST", "PORT"],
    message: "the service is given no usable address of a Redis",
    meanings: [
      "REDIS_HOST or REDIS_PORT is not set on the job, so perhaps not on the service either",
      "a URL stands where an address is wanted",
    ],
    fix: "connect the service to its cache again, and deploy",
  },
  {
    phase: "config",
    codes: ["CA_UNREADABLE", "CA_INVALID"],
    message: "the certificates that the service trusts cannot be used",
    meanings: [
      "the secret is not mounted where REDIS_CA_FILE says",
      "the secret holds something else than certificates",
    ],
    fix: "look at the secret's latest version: it holds the certificates of the instance in PEM",
  },
  {
    phase: "config",
    message: "the settings of the probe cannot be used",
    meanings: ["a variable of the job was changed by hand"],
    fix: "deploy the job again",
  },
  {
    phase: "dns",
    verify: "reachable",
    message: "verify finds the way open, and the name of Redis is not found from there",
    meanings: [
      "the private zone is not visible from this network any more, or the record was removed outside Terraform",
      "all DNS of the network is forwarded to a server that does not know the name, or does not answer",
    ],
    fix: LOOK_LIVE,
  },
  {
    phase: "dns",
    message: "the name of Redis is not found from there",
    meanings: ["the record or its private zone is missing", "the zone is not visible from the network of the service"],
    fix: "give the address of the instance, or look at the zone: gcloud dns managed-zones list",
  },
  {
    phase: "tcp",
    codes: ["ETIMEDOUT"],
    verify: "reachable",
    message: "verify finds the way open, and packets are dropped on it",
    meanings: [
      "a deny rule or a firewall policy that is not in what was judged: of an organization, or made by hand",
      "the peering with Google's services is inactive, or was made again with other ranges",
      "routes are stale: a custom route, or one that the peering does not exchange",
      "the state is old: the address is no longer that of the instance",
    ],
    fix: LOOK_LIVE,
  },
  {
    phase: "tcp",
    codes: ["ETIMEDOUT"],
    verify: "blocked",
    message: "packets are dropped on the way, as verify says",
    meanings: ["the causes that verify names"],
    fix: CAUSES,
  },
  {
    phase: "tcp",
    codes: ["ETIMEDOUT"],
    message: "packets are dropped on the way",
    meanings: [
      "a firewall rule denies them, or no rule lets them through",
      "the service is in another network than Redis, or the peering between them is inactive",
      "the address is no longer that of the instance",
    ],
    fix: "lineup verify of the state or of an inventory names the place",
  },
  {
    phase: "tcp",
    codes: ["ECONNREFUSED"],
    message: "the connection is refused: nothing listens there",
    meanings: [
      "the port is another one: 6379 without TLS, 6378 with it",
      "the address belongs to something else now",
      "the instance is being restarted",
    ],
    fix: "compare REDIS_HOST and REDIS_PORT with gcloud redis instances describe NAME --region REGION",
  },
  {
    phase: "tcp",
    codes: ["EHOSTUNREACH", "ENETUNREACH"],
    message: "there is no route to Redis",
    meanings: [
      "the job is in no network: its connector or its interface is not set",
      "the peering or its routes are gone",
    ],
    fix: LOOK_LIVE,
  },
  {
    phase: "tcp",
    codes: ["ECONNRESET"],
    message: "something cuts the connection off as soon as it is made",
    meanings: ["a proxy or an inspecting firewall stands between", "the instance is being restarted"],
    fix: OFTEN,
  },
  {
    phase: "tcp",
    verify: "blocked",
    message: "no connection is made, as verify says",
    meanings: ["the causes that verify names"],
    fix: CAUSES,
  },
  {
    phase: "tcp",
    verify: "reachable",
    message: "verify finds the way open, and no connection is made",
    meanings: [
      "a deny rule or a firewall policy that is not in what was judged",
      "the peering is inactive, or its routes are stale",
      "nothing listens on this port of this address: the state is old",
    ],
    fix: LOOK_LIVE,
  },
  {
    phase: "tcp",
    message: "no connection to Redis is made",
    meanings: ["packets are dropped on the way", "nothing listens at the address"],
    fix: "lineup verify of the state or of an inventory names the place",
  },
  {
    phase: "tls",
    codes: ["CERT_UNTRUSTED"],
    message: "the certificate of Redis is signed by none that the service trusts",
    meanings: [
      "the CA of the instance was rotated, and the secret holds the old one",
      "the instance was made again: another one has another CA",
    ],
    fix: "write every certificate of the instance into the secret, the old and the new: an apply does, where Terraform writes the secret; then start the service anew",
  },
  {
    phase: "tls",
    codes: ["CERT_EXPIRED", "CERT_NOT_YET_VALID"],
    message: "the certificate of Redis is not valid now",
    meanings: ["a rotation of the CA was missed", "a clock is wrong: the time of the probe stands in its line"],
    fix: "gcloud redis instances describe NAME --region REGION lists the certificates with their times",
  },
  {
    phase: "tls",
    codes: ["CERT_NAME"],
    message: "the certificate of Redis is for another address",
    meanings: [
      "REDIS_HOST is the address of a proxy or of another instance",
      "the address was changed, and the certificate was not",
    ],
    fix: "compare REDIS_HOST with gcloud redis instances describe NAME --region REGION",
  },
  {
    phase: "tls",
    codes: ["NOT_TLS"],
    message: "what answers there does not speak TLS",
    meanings: ["transit encryption is off, or the port is the one without it", "a proxy answers in place of Redis"],
    fix: "connect the service again as it is written: it gets certificate, port and password together",
  },
  {
    phase: "tls",
    message: "the TLS handshake with Redis fails",
    meanings: [
      "the CA of the instance was rotated",
      "transit encryption was switched off, or the port is the one without it",
    ],
    fix: "gcloud redis instances describe NAME --region REGION says its mode and its certificates",
  },
  {
    phase: "auth",
    codes: ["WRONGPASS"],
    message: "Redis has another password than the service",
    meanings: [
      ROTATED_AUTH,
      "the service reads an old version of the secret: a version is read when an instance starts",
    ],
    fix: "write the AUTH string into the secret again (an apply does, where Terraform writes it), then start the service anew",
  },
  {
    phase: "auth",
    codes: ["NO_PASSWORD_SET"],
    message: "Redis has no password, and the service gives one",
    meanings: ["AUTH was switched off on the instance", "the address is that of another instance"],
    fix: "switch AUTH on again, or take the password from the service",
  },
  {
    phase: "auth",
    codes: ["NOAUTH"],
    message: "Redis wants a password, and the service gives none",
    meanings: ["AUTH was switched on after the service was written", "REDIS_PASSWORD was taken from the service"],
    fix: "connect the service again as it is written: it gets the secret as well",
  },
  {
    phase: "auth",
    message: "Redis does not let the service in",
    meanings: [ROTATED_AUTH, "AUTH was switched on or off on the instance"],
    fix: "compare auth_enabled of the instance with what the service is given",
  },
  {
    phase: "ping",
    codes: ["DENIED"],
    message: "Redis is in protected mode and answers only its own machine",
    meanings: ["the address is that of a Redis that somebody runs, not of Memorystore"],
    fix: "compare REDIS_HOST with gcloud redis instances describe NAME --region REGION",
  },
  {
    phase: "ping",
    message: "a connection is made, and Redis does not answer on it",
    meanings: [
      "a proxy or a load balancer takes the connection, and nothing is behind it",
      "Redis is overloaded, or being restarted",
      "it speaks TLS, and the service does not",
    ],
    fix: OFTEN,
  },
  {
    phase: "set",
    codes: ["OOM"],
    message: "the memory of Redis is full, so it takes no writes",
    meanings: ["keys without a time to live have filled it", "the policy is noeviction, or nothing may be evicted"],
    fix: "raise the memory of the instance, or set a maxmemory-policy that evicts; then find the keys that do not expire",
  },
  {
    phase: "set",
    codes: ["READONLY"],
    message: "the service writes to a replica",
    meanings: ["REDIS_HOST is the read endpoint", "a failover has just changed the roles"],
    fix: "give the address of the primary: host of the instance, not read_endpoint",
  },
  {
    phase: "set",
    message: "Redis answers, and does not take a write",
    meanings: ["its memory is full", "it is a replica, or cannot write its snapshots"],
    fix: OFTEN,
  },
  {
    phase: "get",
    message: "Redis does not give back what was written a moment ago",
    meanings: ["its memory is full and keys are evicted at once", "reads go to a replica that is behind"],
    fix: OFTEN,
  },
  {
    phase: "expire",
    message: "Redis does not take a time to live",
    meanings: ["keys are evicted at once: its memory is full", "a proxy in between does not pass this command"],
    fix: OFTEN,
  },
  {
    phase: "del",
    message: "Redis does not delete a key",
    meanings: ["keys are evicted at once: its memory is full", "a proxy in between does not pass this command"],
    fix: OFTEN,
  },
  {
    phase: "connections",
    message: "one connection works, and several at once do not",
    meanings: [
      "maxclients is nearly reached",
      "the connector is at the end of its throughput, or a proxy bounds connections",
    ],
    fix: "compare connected_clients with maxclients, and look at the metrics of the connector",
  },
  {
    phase: "latency",
    message: "Redis answers too slowly",
    meanings: [
      "it is overloaded: slow commands, or too little CPU",
      "the connector is at the end of its throughput",
      "service and Redis are in different regions",
    ],
    fix: OFTEN,
  },
];

/** What it can mean that the probe stopped there. Where verify finds the way open, the two disagree. */
export function meaningOf(phase: Phase, code: string | undefined, verify: Verdict | undefined): ProbeFinding {
  const { message, meanings, fix, verify: seen } = rowFor(phase, code, verify);
  const rest = { meanings: [...meanings], fix };
  if (verify !== "reachable") return { code: "PROBE_BLOCKED", message, ...rest };
  // With what the two differ is said; a row of this verdict says it itself.
  return { code: "VERIFY_DISAGREES", message: seen ? message : `verify finds the way open; ${message}`, ...rest };
}

export function rowFor(phase: Phase, code: string | undefined, verify: Verdict | undefined): Meaning {
  const fits = (row: Meaning) =>
    (row.phase === undefined || row.phase === phase) &&
    (row.codes === undefined || (code !== undefined && row.codes.includes(code))) &&
    (row.verify === undefined || row.verify === verify);
  const row = MEANINGS.find(fits);
  if (!row) throw new Error(`no row of the meanings is for the phase ${phase}`);
  return row;
}

/** The other way round: the probe has arrived where verify sees a cut. */
export const ARRIVED_THOUGH_BLOCKED: ProbeFinding = {
  code: "VERIFY_DISAGREES",
  message: "the probe reached Redis, and verify says that the way is cut",
  meanings: [
    "what verify has judged is old: a state before the last apply, or an inventory from before the repair",
    "the job is not in the network that the service is in: it was deployed at another time",
    "lineup is wrong, which is worth a report",
  ],
  fix: `${LOOK_LIVE}; where it still says blocked, report it as an issue of lineup with that file`,
};

export function askedAnother(host: string, hosts: readonly string[]): ProbeFinding {
  return {
    code: "VERIFY_DISAGREES",
    message: `the probe asked ${host}, and the Redis of its service is at ${hosts.slice(0, 5).join(", ")}: what it reached is not what the service needs`,
    meanings: [
      "the job was not deployed with its service, and has the address of before",
      "what verify has judged is old: the instance has moved since",
    ],
    fix: "deploy both again, and compare REDIS_HOST of the job with that of the service",
  };
}
