import type { IncomingHttpHeaders } from "node:http";
import { ApiError } from "./api-error";
import type { Reply } from "./reply";
import { decoded, objectFrom } from "./request";
import { merged, withoutNulls } from "./updates";
import { partsOf } from "./upload";

interface Stored {
  bytes: Buffer;
  generation: number;
  updated: string;
}

interface Bucket {
  /** In whose project it is; only its number is printed. */
  project: string;
  metadata: Record<string, unknown>;
  objects: Map<string, Stored>;
}

interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * Cloud Storage as the gcs backend needs it: objects with generations, and the preconditions on them. Its lock is
 * nothing but an object that may only be written while there is none (ifGenerationMatch=0).
 */
export class ObjectStorage {
  private readonly buckets = new Map<string, Bucket>();
  /** Who may do what with a bucket. */
  private readonly policies = new WeakMap<object, Record<string, unknown>>();
  private generation = 1_700_000_000_000_000;

  answers(path: string): boolean {
    return /^\/(upload\/|download\/)?storage\/v1\/b(\/|$)/.test(path) || this.isDirect(path);
  }

  /** Names and contents, for checks from outside. */
  read(bucket: string, name: string): string | undefined {
    return this.buckets.get(bucket)?.objects.get(name)?.bytes.toString("utf8");
  }

  /** Who may do what with a bucket, where somebody has said so. */
  policyOf(bucket: string): Record<string, unknown> | undefined {
    const stored = this.buckets.get(bucket);
    return stored && this.policies.get(stored.objects);
  }

  projectOf(bucket: string): string | undefined {
    return this.buckets.get(bucket)?.project;
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
    const governed = /^\/storage\/v1\/b\/([^/]+)\/iam$/.exec(path)?.[1];
    if (governed !== undefined) return this.policy(governed, request);
    const [, bucket, name] =
      /^\/(?:upload\/|download\/)?storage\/v1\/b(?:\/([^/]+))?(?:\/o(?:\/(.+))?)?$/
        .exec(path)
        ?.map((part) => (part === undefined ? part : decoded(part).join("/"))) ?? [];
    if (bucket === undefined) return this.createBucket(request);
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
    const metadata = withoutNulls(objectFrom(body));
    const name = String(metadata.name ?? "");
    if (!/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/.test(name)) throw new ApiError(400, `Invalid bucket name: '${name}'.`);
    if (this.buckets.has(name)) throw new ApiError(409, `Your previous request to create the bucket ${name} succeeded`);
    const now = new Date().toISOString();
    const bucket = {
      kind: "storage#bucket",
      id: name,
      selfLink: `https://www.googleapis.com/storage/v1/b/${name}`,
      projectNumber: "100000000001",
      metageneration: "1",
      storageClass: "STANDARD",
      etag: "CAE=",
      timeCreated: now,
      updated: now,
      iamConfiguration: { uniformBucketLevelAccess: { enabled: false }, publicAccessPrevention: "inherited" },
      locationType: "region",
      softDeletePolicy: { retentionDurationSeconds: "604800", effectiveTime: now },
      ...metadata,
      location: String(metadata.location ?? "US").toUpperCase(),
    };
    this.buckets.set(name, { project: query.get("project") ?? "", metadata: bucket, objects: new Map() });
    return { status: 200, body: bucket };
  }

  private bucket(name: string, { method, body }: Request): Reply {
    const bucket = this.bucketOf(name);
    if (method === "DELETE") {
      if (bucket.objects.size > 0) throw new ApiError(409, "The bucket you tried to delete is not empty.");
      this.buckets.delete(name);
      return { status: 204 };
    }
    if (method === "PATCH" || method === "PUT") {
      const { location, metageneration } = bucket.metadata;
      const next = String(Number(metageneration) + 1);
      bucket.metadata = { ...withoutNulls(merged(bucket.metadata, objectFrom(body))), location, metageneration: next };
    }
    return { status: 200, body: bucket.metadata };
  }

  private policy(name: string, { method, body }: Request): Reply {
    const { objects } = this.bucketOf(name);
    if (method === "PUT") this.policies.set(objects, { ...objectFrom(body), etag: "CAI=" });
    const policy = this.policies.get(objects) ?? { version: 1, etag: "CAE=", bindings: [] };
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
