import { type ApiDocument, apiDocuments, type Method } from "../../facts/google-apis";

/** The method of an API that a request means. */
export interface CalledMethod {
  /** Google's name for it: `redis.projects.locations.instances.list`. */
  id: string;
  document: ApiDocument;
  method: Method;
  /** Whether the content of an object is sent, and not a description. */
  isUpload: boolean;
}

interface Known extends CalledMethod {
  path: RegExp;
  /** How much of the path is written out: `…/instances:import` comes before `…/{instance}`. */
  written: number;
}

/** Where the loopback cloud has an API, if not below its name. The provider knows both versions of Cloud Run. */
const MOUNTED: Record<string, string[]> = { "sqladmin v1beta4": ["sql/"], "run v1": ["cloudrun/", "run/"] };

let known: Map<string, Known[]> | undefined;

/** The method that answers there, or undefined: then Google answers 404. `path` is as it was sent, without its slash. */
export function calledMethod(httpMethod: string, path: string): CalledMethod | undefined {
  known ??= knownMethods();
  const [mount = ""] = path.split("/", 1);
  const verb = httpMethod === "HEAD" ? "GET" : httpMethod;
  return known.get(mount)?.find((one) => one.method.httpMethod === verb && one.path.test(path));
}

function knownMethods(): Map<string, Known[]> {
  const byMount = new Map<string, Known[]>();
  const all = apiDocuments().flatMap((document) =>
    Object.entries(document.methods).flatMap(([id, method]) => [
      ...mounted(document, method.path).map((path) => knownAt(document, id, method, path, false)),
      ...(method.uploads ?? []).map((path) => knownAt(document, id, method, path, true)),
    ]),
  );
  for (const { mount, ...one } of all) byMount.set(mount, [...(byMount.get(mount) ?? []), one]);
  for (const methods of byMount.values()) methods.sort((one, other) => other.written - one.written);
  return byMount;
}

function knownAt(document: ApiDocument, id: string, method: Method, path: string, isUpload: boolean) {
  const literal = path.replaceAll(/\{\+?\w+\}/g, "{}");
  const form = literal.replaceAll(/[.$]/g, "\\$&").replaceAll("{}", "[^/:]+");
  return {
    id,
    document,
    method,
    isUpload,
    mount: path.split("/", 1)[0] ?? "",
    path: new RegExp(`^${form}$`),
    written: literal.replaceAll("{}", "").length,
  };
}

function mounted({ name, version }: ApiDocument, path: string): string[] {
  const mounts = MOUNTED[`${name} ${version}`] ?? [`${name}/`];
  return mounts.map((mount) => (path.startsWith(mount) ? path : `${mount}${path}`));
}
