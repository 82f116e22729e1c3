import { listOf, textOf, thingOf } from "../server/kind";
import type { CloudObject, Store } from "../server/store";
import { maskOf, type RedisEndpoint, versionOf } from "./redis-endpoints";
import { blocked, type PathStopped, unclear } from "./verdict";

// What a program needs besides packets: an account, secrets that the account may read, the password of its Redis.

const READS = "secretmanager.versions.access";
const READERS = ["roles/secretmanager.secretAccessor", "roles/secretmanager.admin", "roles/owner"];

/** Everything that keeps the program from starting, or that leaves it open whether it starts. */
export function startOf(template: CloudObject | undefined, project: string, store: Store): PathStopped[] {
  const said = textOf(template, "serviceAccount");
  // The default account of a project is nothing that somebody made: what it may do is not in this cloud.
  const email = said?.endsWith("-compute@developer.gserviceaccount.com") ? undefined : said;
  const account = email === undefined ? undefined : accountOf(email, store);
  const found: PathStopped[] = [];
  if (email !== undefined && !account) found.push(blocked(`there is no account ${email}`));
  if (account?.disabled === true) found.push(blocked(`the account ${email} is disabled`));
  for (const { secret, version } of secretsIn(template)) {
    const name = `secretmanager/projects/${project}/secrets/${secret.replace(/^projects\/[^/]+\/secrets\//, "")}`;
    if (!store.get(name) && store.list(`${name}/versions`).length === 0) {
      found.push(unclear(`the secret ${secret} is not in this cloud`));
      continue;
    }
    const read = versionOf(name, version, store);
    if (!read) found.push(blocked(`${secret} has no version ${version}`));
    else if (read.state !== "ENABLED") found.push(blocked(`${String(read.name)} is ${String(read.state)}`));
    if (account && !mayRead(String(email), name, project, store)) {
      found.push(unclear(`no grant lets ${email} read ${secret}; what is granted above is not in this cloud`));
    }
  }
  return found;
}

/** Whether Redis lets in who connects from there. */
export function letIn(
  { name, thing }: { name: string; thing: CloudObject },
  { password, certificates }: RedisEndpoint,
  store: Store,
): void {
  const own = (listOf(thing, "serverCaCerts") as CloudObject[]).map(({ cert }) => String(cert).trim());
  const isGiven = own.some((cert) => certificates.some((given) => given.includes(cert)));
  if (thing.transitEncryptionMode === "SERVER_AUTHENTICATION" && certificates.length > 0 && !isGiven)
    throw blocked("the program is given the certificate of another one");
  demandPassword(name, thing, password, store);
}

function demandPassword(name: string, thing: CloudObject, password: string | undefined, store: Store): void {
  if (thing.authEnabled !== true) {
    if (password) throw unclear("it has no password, and the program is given one");
    return;
  }
  const own = textOf(store.get(`${name}/auth`), "string") ?? maskOf(name);
  if (password === undefined) throw unclear("it has a password, and nothing that the program is given is one");
  if (password !== own) throw blocked("it has another password than the program is given");
}

function accountOf(email: string, store: Store): CloudObject | undefined {
  const all = [...store.matching(/^iam\/projects\/[^/]+\/serviceAccounts$/)];
  return all.map(({ thing }) => thing).find((thing) => thing.email === email);
}

function secretsIn(template: CloudObject | undefined): { secret: string; version: string }[] {
  const containers = listOf(template, "containers") as CloudObject[];
  const variables = containers.flatMap((container) => listOf(container, "env") as CloudObject[]);
  const read = variables.flatMap((variable): CloudObject[] => {
    const reference = thingOf(thingOf(variable, "valueSource"), "secretKeyRef");
    return reference ? [reference] : [];
  });
  const files = (listOf(template, "volumes") as CloudObject[]).flatMap((volume) => {
    const secret = thingOf(volume, "secret");
    const items = listOf(secret, "items") as CloudObject[];
    const named: CloudObject[] = items.length > 0 ? items : [{}];
    return secret ? named.map((item): CloudObject => ({ ...item, secret: secret.secret })) : [];
  });
  const all: CloudObject[] = [...read, ...files];
  return all.map((one) => ({ secret: String(one.secret), version: textOf(one, "version") ?? "latest" }));
}

function mayRead(email: string, secret: string, project: string, store: Store): boolean {
  const policies = [`${secret}/iamPolicy`, `cloudresourcemanager/projects/${project}/iamPolicy`];
  return policies.some((name) =>
    (listOf(store.get(name), "bindings") as CloudObject[]).some(
      ({ role, members, condition }) =>
        condition === undefined &&
        (members as string[]).some(
          (one) => one === `serviceAccount:${email}` || /^all(Authenticated)?Users$/.test(one),
        ) &&
        (READERS.includes(String(role)) ||
          listOf(store.get(`iam/${String(role)}`), "includedPermissions").includes(READS)),
    ),
  );
}
