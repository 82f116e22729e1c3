import type { Code } from "../causes";
import { groupedBy } from "../grouping";
import { certificatesFor } from "../reachability/certificates";
import { clientOf } from "../reachability/client";
import { mountedFit } from "../reachability/mounted-passwords";
import { mayHoldAuth, mayKnowAPassword } from "../reachability/passwords";
import type { Path, PathVerdict } from "../reachability/path";
import type { SecretUse, Service, Target, Topology } from "../topology/model";
import { projectOf } from "../topology/networks";
import { versionNumber } from "../topology/secret-content";

/**
 * What verify takes for granted of a service that serves, and nobody may of one that is only about to: it may come from
 * before a password, a certificate or a new value of either.
 */
export interface Doubt {
  /** That of a path, or of a diagnosis. */
  code: Code | "VARIABLE_MISSING";
  verdict: PathVerdict;
  message: string;
}

/** By the address of the revision; all of them are of one service. */
export function doubtsOf(topology: Topology, paths: readonly Path[]): Map<string, Doubt[]> {
  const targets = new Map(topology.targets.map((target) => [target.address, target]));
  const byRevision = groupedBy(paths, ({ from }) => from);
  const all = topology.services;
  return new Map(
    all.map((revision) => {
      const reached = (byRevision.get(revision.address) ?? []).flatMap(({ to }) => targets.get(to ?? "") ?? []);
      return [revision.address, reached.flatMap((target) => doubts({ topology, all, revision, target }))] as const;
    }),
  );
}

interface Pair {
  topology: Topology;
  all: readonly Service[];
  revision: Service;
  target: Target;
}

function doubts(pair: Pair): Doubt[] {
  const { target } = pair;
  return [
    ...(target.auth === true ? [...withoutPassword(pair), ...olderPasswords(pair)] : []),
    ...(target.tls === true ? [...withoutCertificate(pair), ...olderCertificates(pair)] : []),
  ];
}

/** Review and drift take it for an outage where a service loses its password: going back to before it is the same. */
function withoutPassword({ topology, all, revision, target }: Pair): Doubt[] {
  const isGiven = (one: Service) => mayKnowAPassword(topology, one, target);
  if (isGiven(revision)) return [];
  const isElsewhere = all.some(isGiven);
  const message = isElsewhere
    ? `${target.address} requires its AUTH string, which other revisions are given and this one is not`
    : `${target.address} requires its AUTH string, and nothing shows how the revision gets it`;
  return [{ code: "AUTH_NOT_GIVEN", verdict: isElsewhere ? "blocked" : "unknown", message }];
}

function olderPasswords(pair: Pair): Doubt[] {
  const { topology, revision, target } = pair;
  const { variables, secretVolumes } = clientOf(topology, revision, target);
  const files = secretVolumes.filter((one) => mountedFit(one, topology, target) !== "no");
  return older(pair, [...variables.filter(mayHoldAuth), ...files], "AUTH_NOT_GIVEN", "the AUTH string");
}

function withoutCertificate({ topology, all, revision, target }: Pair): Doubt[] {
  const isGiven = (one: Service) => certificatesFor(topology, one, target).kind !== "none";
  if (isGiven(revision) || !all.some(isGiven)) return [];
  const message = `${target.address} speaks TLS, and other revisions are given its certificate and this one is not`;
  return [{ code: "TLS_MISMATCH", verdict: "unknown", message }];
}

function olderCertificates(pair: Pair): Doubt[] {
  const { topology, revision, target } = pair;
  const files = clientOf(topology, revision, target).secretVolumes;
  const certificates = files.filter((one) => mountedFit(one, topology, target) === "no");
  return older(pair, certificates, "TLS_MISMATCH", "the certificate");
}

/** A version is pinned, and a newer one was made since: what each of them holds is read by nobody here. */
function older({ topology, revision, target }: Pair, uses: readonly SecretUse[], code: Code, what: string): Doubt[] {
  const { secrets } = topology;
  const project = projectOf(revision.resource);
  return uses.flatMap(({ secret, secretVersion }): Doubt[] => {
    if (secret === undefined) return [];
    const found = secrets.candidates(secret, secretVersion, project);
    const [version, ...more] = "doubt" in found ? [] : found;
    const number = version && more.length === 0 ? versionNumber(version) : undefined;
    const newest = Math.max(0, ...secrets.named(secret).map((one) => versionNumber(one) ?? 0));
    if (number === undefined || newest <= number) return [];
    const { shown } = secrets.nameOf(secret, project);
    const message = `it reads version ${number} of ${shown}, of which ${newest} is the newest: whether version ${number} still holds ${what} of ${target.address} is not read`;
    return [{ code, verdict: "unknown", message }];
  });
}
