import { localhostIn } from "../facts/localhost";
import { isSecretName } from "../facts/secret-names";
import type { Draft, SettingProblem } from "./draft";

/** What connectTo(cache) writes, and by its name any other literal address of a Redis: the stale one of the incident. */
const WRITTEN_BY_CONNECT_TO = /^REDIS_(PASSWORD|CA_FILE)$|REDIS.*(HOST|PORT|URL|ADDR|ENDPOINT)$/i;
export const WRITTEN_BY_CLOUD_RUN = /^(PORT|K_SERVICE|K_REVISION|K_CONFIGURATION)$/;
/** A port, not some digits of a hash, a path or a larger number. */
const TEST_REDIS_PORT = /(?<![\w./-])6381(?!\w|\.\d)/;

/** What may not stand in the variables of a service. */
export function problemsOfVariables(draft: Draft, service: string): SettingProblem[] {
  const env = draft.entries(`${service}.env`);
  const twice = draft.entries(`${service}.secrets`).flatMap(([key]): SettingProblem[] => {
    const path = `${service}.secrets.${key}`;
    if (key === "__proto__") return [{ path, message: IS_KEPT }];
    if (WRITTEN_BY_CLOUD_RUN.test(key)) return [{ path, message: IS_SET }];
    if (env.some(([name]) => name === key)) return [{ path, message: "is in env as well - say it once" }];
    return WRITTEN_BY_CONNECT_TO.test(key) ? [{ path, message: IS_WRITTEN }] : [];
  });
  return [
    ...env.flatMap(([key, value]) => variableProblems(`${service}.env.${key}`, key, value)),
    ...twice,
    ...secretsShareAddress(draft, service),
  ];
}

/** Each secret has an address in Terraform, in which the stack writes every hyphen as an underscore. */
function secretsShareAddress(draft: Draft, service: string): SettingProblem[] {
  const secrets = draft.entries(`${service}.secrets`);
  const address = (name: unknown) => (typeof name === "string" ? name.replaceAll("-", "_") : undefined);
  return secrets.flatMap(([key, name], index): SettingProblem[] => {
    const twin = secrets.slice(0, index).find(([, other]) => other !== name && address(other) === address(name));
    if (typeof name !== "string" || !twin) return [];
    const message = `must not differ from the secret of ${twin[0]} in hyphens and underscores alone - both would have one Terraform address: give one of the two another name`;
    return [{ path: `${service}.secrets.${key}`, message }];
  });
}

const IS_WRITTEN = "is written by connectTo(cache) from the cache itself - remove it";
export const IS_SET = "is set by Cloud Run itself - remove it";
export const IS_KEPT = "is a name that JavaScript keeps for itself - remove it or rename it";

function variableProblems(path: string, key: string, value: unknown): SettingProblem[] {
  if (key === "__proto__") return [{ path, message: IS_KEPT }];
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
  const problems: SettingProblem[] = [];
  if (localhostIn(value) !== undefined) {
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
