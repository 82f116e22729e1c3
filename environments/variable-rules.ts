import { isSecretName } from "../facts/secret-names";
import type { Draft, Problem } from "./draft";

/** What connectTo(cache) writes, and by its name any other literal address of a Redis: the stale one of the incident. */
const WRITTEN_BY_CONNECT_TO = /^REDIS_(PASSWORD|CA_FILE)$|REDIS.*(HOST|PORT|URL|ADDR|ENDPOINT)$/i;
const WRITTEN_BY_CLOUD_RUN = /^(PORT|K_SERVICE|K_REVISION|K_CONFIGURATION)$/;
/** Hosts only: "not-localhost.example.com" is somebody else, 2001:db8::1 too, and a bare 0.0.0.0 is where one listens. */
const LOCALHOST =
  /(?<![\w-])localhost(?:\.localdomain)?(?![\w-]|\.\w)|(?<![\w.])127(?:\.\d{1,3}){3}\b|(?<![\w:])::1(?![\w:])|(?:\/\/|@)0\.0\.0\.0\b/i;
/** A port, not some digits of a hash, a path or a larger number. */
const TEST_REDIS_PORT = /(?<![\w./-])6381(?!\w|\.\d)/;

/** What may not stand in the variables of a service. */
export function problemsOfVariables(draft: Draft, service: string): Problem[] {
  const env = draft.entries(`${service}.env`);
  const twice = draft.entries(`${service}.secrets`).flatMap(([key]): Problem[] => {
    const path = `${service}.secrets.${key}`;
    if (key === "__proto__") return [{ path, message: IS_KEPT_BY_JAVASCRIPT }];
    if (WRITTEN_BY_CLOUD_RUN.test(key)) return [{ path, message: IS_SET }];
    if (env.some(([name]) => name === key)) return [{ path, message: "is in env as well - say it once" }];
    return WRITTEN_BY_CONNECT_TO.test(key) ? [{ path, message: IS_WRITTEN }] : [];
  });
  return [
    ...env.flatMap(([key, value]) => variableProblems(`${service}.env.${key}`, key, value)),
    ...twice,
    ...secretsSharingAnAddress(draft, service),
  ];
}

/** The name of a secret becomes a part of its resource address, in which a hyphen is written as an underscore. */
function secretsSharingAnAddress(draft: Draft, service: string): Problem[] {
  const owners = new Map<string, string>();
  return draft.entries(`${service}.secrets`).flatMap(([key, secret]): Problem[] => {
    if (typeof secret !== "string") return [];
    const address = secret.replaceAll("-", "_");
    const other = owners.get(address) ?? secret;
    owners.set(address, other);
    if (other === secret) return [];
    const path = `${service}.secrets.${key}`;
    const message = `differs from the secret ${JSON.stringify(other)} only in hyphens and underscores, and their resource addresses would be the same - rename one of the two secrets`;
    return [{ path, message }];
  });
}

const IS_WRITTEN = "is written by connectTo(cache) from the cache itself - remove it";
const IS_SET = "is set by Cloud Run itself - remove it";
export const IS_KEPT_BY_JAVASCRIPT = "is a name that JavaScript keeps for itself - remove it or rename it";

function variableProblems(path: string, key: string, value: unknown): Problem[] {
  if (key === "__proto__") return [{ path, message: IS_KEPT_BY_JAVASCRIPT }];
  if (key.toUpperCase() === "REDIS_URL") {
    return [
      {
        path,
        message:
          "is deprecated: it hides a host, a port and a password in one string - remove it, connectTo(cache) writes REDIS_HOST and REDIS_PORT",
      },
    ];
  }
  if (WRITTEN_BY_CONNECT_TO.test(key)) return [{ path, message: IS_WRITTEN }];
  if (WRITTEN_BY_CLOUD_RUN.test(key)) return [{ path, message: IS_SET }];
  if (isSecretName(key)) {
    const message =
      "is a secret by its name, and env is in plain sight - keep it in Secret Manager and name it in secrets";
    return [{ path, message }];
  }
  if (typeof value !== "string") return [];
  const problems: Problem[] = [];
  if (LOCALHOST.test(value)) {
    problems.push({
      path,
      message: "points a cloud service at its own container - give the address it is deployed under",
    });
  }
  if (TEST_REDIS_PORT.test(value)) {
    problems.push({
      path,
      message: "holds port 6381, the default of a test setup - remove it, connectTo(cache) knows the port",
    });
  }
  return problems;
}
