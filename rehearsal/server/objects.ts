import type { IncomingHttpHeaders } from "node:http";
import { ApiError } from "./api-error";
import { bucketFrom, changedBucket, firstPolicy, refusePublic } from "./buckets";
import type { Cloud } from "./cloud";
import { projectIn } from "./geography";
import { printed, replaced } from "./iam/policy-document";
import { accountPrincipal } from "./iam/principal";
import { textOf } from "./kind";
import { NOT_PERMITTED, publicMemberRefused, refuseLocation } from "./org-policies";
import type { Reply } from "./reply";
import { decoded, objectFrom } from "./request";
import type { CloudObject } from "./store";
import { partsOf } from "./upload";

interface Stored {
  bytes: Buffer;
  generation: number;
  updated: string;
}

interface Bucket {
  /** In whose project it is; only its number is printed. */
  project: string;
  metadata: CloudObject;
  /** Who may do what with it. */
  policy: CloudObject;
  objects: Map<string, Stored>;
}

/** A bucket as it is kept as JSON: what is in it is text. */
export interface StoredBucket {
  name: string;
  project: string;
  metadata: CloudObject;
  policy: CloudObject;
  objects: { name: string; text: string; generation: number; updated: string }[];
}

interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const AGENT = /^\/storage\/v1\/projects\/([^/]+)\/serviceAccount$/;

function serviceAgent(projectNumber: string): string {
  return `service-${projectNumber}@gs-project-accounts.iam.gserviceaccount.com`;
}

/**
 * Cloud Storage as the gcs backend needs it: objects with generations, and the preconditions on them. Its lock is
 * nothing but an object that may only be written while there is none (ifGenerationMatch=0).
 */
export class ObjectStorage {
  private readonly buckets = new Map<string, Bucket>();
  private generation = 1_700_000_000_000_000;

  /** `cloud`: of which the buckets are. */
  constructor(private readonly cloud: () => Pick<Cloud, "numberOf" | "store" | "iam">) {}

  answers(path: string): boolean {
    return /^\/(upload\/|download\/)?storage\/v1\/b(\/|$)/.test(path) || AGENT.test(path) || this.isDirect(path);
  }

  /** Names and contents, for checks from outside. */
  read(bucket: string, name: string): string | undefined {
    return this.buckets.get(bucket)?.objects.get(name)?.bytes.toString("utf8");
  }

  /** Who may do what with a bucket. */
  policyOf(bucket: string): CloudObject | undefined {
    return this.buckets.get(bucket)?.policy;
  }

  projectOf(bucket: string): string | undefined {
    return this.buckets.get(bucket)?.project;
  }

  /** A copy of all buckets with what is in them, which can be written as JSON. */
  contents(): StoredBucket[] {
    return [...this.buckets].map(([name, { project, metadata, policy, objects }]) => ({
      name,
      project,
      metadata: structuredClone(metadata),
      policy: structuredClone(policy),
      objects: [...objects].map(([id, { bytes, generation, updated }]) => ({
        name: id,
        text: bytes.toString("utf8"),
        generation,
        updated,
      })),
    }));
  }

  restore(buckets: readonly StoredBucket[]): void {
    this.buckets.clear();
    for (const { name, project, metadata, policy, objects } of structuredClone(buckets)) {
      const stored = objects.map(({ name: id, text, ...rest }): [string, Stored] => [
        id,
        { bytes: Buffer.from(text), ...rest },
      ]);
      this.buckets.set(name, { project, metadata, policy, objects: new Map(stored) });
      for (const { generation } of objects) this.generation = Math.max(this.generation, generation);
    }
  }

  names(bucket: string): string[] {
    return [...(this.buckets.get(bucket)?.objects.keys() ?? [])];
  }

  answer(request: Request): Reply {
    const { method, path, query } = request;
    if (this.isDirect(path)) {
      const [, bucket = "", ...name] = decoded(path);
      return this.download(bucket, name.join("/"), method === "HEAD");
    }
    const [, project] = AGENT.exec(path) ?? [];
    if (project !== undefined) {
      const email = serviceAgent(this.cloud().numberOf(project));
      return { status: 200, body: { kind: "storage#serviceAccount", email_address: email } };
    }
    const governed = /^\/storage\/v1\/b\/([^/]+)\/iam$/.exec(path)?.[1];
    if (governed !== undefined) return this.policy(governed, request);
    if (/\/anywhereCaches\/?$/.test(path)) return { status: 200, body: { kind: "storage#anywhereCaches" } };
    const [, bucket, name] =
      /^\/(?:upload\/|download\/)?storage\/v1\/b(?:\/([^/]+))?(?:\/o(?:\/(.+))?)?$/
        .exec(path)
        ?.map((part) => (part === undefined ? part : decoded(part).join("/"))) ?? [];
    if (bucket === undefined) return method === "GET" ? this.allBuckets(query) : this.createBucket(request);
    if (path.startsWith("/upload/")) return this.upload(bucket, request);
    if (name !== undefined) {
      if (method === "DELETE") return this.remove(bucket, name, query);
      return query.get("alt") === "media"
        ? this.download(bucket, name)
        : { status: 200, body: this.metadata(bucket, name) };
    }
    return /\/o$/.test(path) ? this.list(bucket, query) : this.bucket(bucket, request);
  }

  /** `/bucket/object`: how Google's own client downloads. */
  isDirect(path: string): boolean {
    return this.buckets.has(decoded(path)[1] ?? "");
  }

  private createBucket({ body, query }: Request): Reply {
    const project = query.get("project") ?? "";
    const metadata = bucketFrom(objectFrom(body), this.cloud().numberOf(project));
    const name = String(metadata.name);
    refuseLocation(String(metadata.location), "bucket", project, this.cloud().store);
    this.refuseKey(metadata);
    if (this.buckets.has(name)) throw new ApiError(409, `Your previous request to create the bucket ${name} succeeded`);
    this.buckets.set(name, { project, metadata, policy: firstPolicy(metadata, project), objects: new Map() });
    return { status: 200, body: metadata };
  }

  private allBuckets(query: URLSearchParams): Reply {
    const own = [...this.buckets.values()].filter(({ project }) => project === query.get("project"));
    const items = own.map(({ metadata }) => metadata);
    return { status: 200, body: { kind: "storage#buckets", ...(items.length > 0 ? { items } : {}) } };
  }

  private bucket(name: string, { method, body }: Request): Reply {
    const bucket = this.bucketOf(name);
    if (method === "DELETE") {
      if (bucket.objects.size > 0) throw new ApiError(409, "The bucket you tried to delete is not empty.");
      this.buckets.delete(name);
      return { status: 204 };
    }
    if (method === "PATCH" || method === "PUT") {
      const changed = changedBucket(bucket.metadata, objectFrom(body));
      this.refuseKey(changed);
      bucket.metadata = changed;
    }
    return { status: 200, body: bucket.metadata };
  }

  /** The key of a bucket is used by Cloud Storage's own account of the project. */
  private refuseKey({ encryption, projectNumber }: CloudObject): void {
    const key = textOf(encryption as CloudObject | undefined, "defaultKmsKeyName");
    if (key === undefined) return;
    const agent = accountPrincipal(serviceAgent(String(projectNumber)));
    const target = { name: `cloudkms/${key}`, project: projectIn(key) };
    if (this.cloud().iam.allows(agent, "cloudkms.cryptoKeyVersions.useToEncrypt", target)) return;
    const remedy = "Please ensure that your Cloud Storage service account has been authorized to use this key.";
    throw new ApiError(403, `Permission denied on Cloud KMS key. ${remedy}`);
  }

  private policy(name: string, { method, query, body }: Request): Reply {
    const bucket = this.bucketOf(name);
    const version = Number(query.get("optionsRequestedPolicyVersion") ?? 1);
    if (method === "PUT") {
      const policy = objectFrom(body);
      refusePublic(bucket.metadata, policy);
      if (publicMemberRefused(policy, bucket.policy, bucket.project, this.cloud().store)) {
        throw new ApiError(412, `${NOT_PERMITTED}.`);
      }
      this.generation += 1;
      bucket.policy = replaced(bucket.policy, { policy }, Buffer.from(String(this.generation)).toString("base64"));
    }
    const policy = method === "PUT" ? bucket.policy : printed(bucket.policy, version);
    return { status: 200, body: { kind: "storage#policy", resourceId: `projects/_/buckets/${name}`, ...policy } };
  }

  private list(bucket: string, query: URLSearchParams): Reply {
    const { objects } = this.bucketOf(bucket);
    const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter")];
    const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).sort();
    const below = delimiter ? names.filter((name) => name.slice(prefix.length).includes(delimiter)) : [];
    const here = names.filter((name) => !below.includes(name));
    const prefixes = new Set(
      below.map((name) => name.slice(0, name.indexOf(delimiter ?? "", prefix.length) + (delimiter ?? "").length)),
    );
    return {
      status: 200,
      body: {
        kind: "storage#objects",
        items: here.map((name) => this.metadata(bucket, name)),
        ...(prefixes.size > 0 ? { prefixes: [...prefixes] } : {}),
      },
    };
  }

  private upload(bucket: string, { query, headers, body }: Request): Reply {
    const { name, bytes } = partsOf(body, headers["content-type"] ?? "", query);
    this.demand(bucket, name, query);
    this.generation += 1;
    this.bucketOf(bucket).objects.set(name, {
      bytes,
      generation: this.generation,
      updated: new Date().toISOString(),
    });
    return { status: 200, body: this.metadata(bucket, name) };
  }

  private remove(bucket: string, name: string, query: URLSearchParams): Reply {
    this.metadata(bucket, name);
    this.demand(bucket, name, query);
    this.bucketOf(bucket).objects.delete(name);
    return { status: 204 };
  }

  /** Checks the preconditions of the request. */
  private demand(bucket: string, name: string, query: URLSearchParams): void {
    const now = this.bucketOf(bucket).objects.get(name)?.generation ?? 0;
    const [match, unlike] = [query.get("ifGenerationMatch"), query.get("ifGenerationNotMatch")];
    if ((match !== null && Number(match) !== now) || (unlike !== null && Number(unlike) === now)) {
      throw new ApiError(412, "At least one of the pre-conditions you specified did not hold.");
    }
  }

  private download(bucket: string, name: string, headersOnly = false): Reply {
    const stored = this.bucketOf(bucket).objects.get(name);
    if (!stored) throw new ApiError(404, `No such object: ${bucket}/${name}`);
    const headers = {
      "x-goog-generation": String(stored.generation),
      "x-goog-metageneration": "1",
      "last-modified": new Date(stored.updated).toUTCString(),
    };
    return { status: 200, body: headersOnly ? Buffer.alloc(0) : stored.bytes, headers };
  }

  private metadata(bucket: string, name: string): Record<string, unknown> {
    const stored = this.bucketOf(bucket).objects.get(name);
    if (!stored) throw new ApiError(404, `No such object: ${bucket}/${name}`);
    return {
      kind: "storage#object",
      bucket,
      name,
      generation: String(stored.generation),
      metageneration: "1",
      size: String(stored.bytes.length),
      updated: stored.updated,
      timeCreated: stored.updated,
    };
  }

  private bucketOf(name: string) {
    const bucket = this.buckets.get(name);
    if (!bucket) throw new ApiError(404, "The specified bucket does not exist.");
    return bucket;
  }
}
