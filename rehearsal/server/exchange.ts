import { calledMethod, type Deviation, heldAnswer, heldRequest } from "../contract";
import { ApiError } from "./api-error";
import type { ReceivedRequest } from "./http";
import type { Asked } from "./iam/target";
import { decoded, objectFrom } from "./request";
import type { CloudObject } from "./store";
import { partsOf } from "./upload";

/** One request and its answer, held against the document of its API. */
export class Exchange {
  private readonly called;
  private readonly deviations: Deviation[] = [];
  /** The JSON of the request, once it is read; nothing, where none was sent, or the content of an object. */
  body: CloudObject | undefined;
  private refused: string[] = [];
  /** What an object that is sent will be called. */
  private uploads: string | undefined;

  constructor(
    readonly method: string,
    private readonly path: string,
  ) {
    this.called = calledMethod(method, withoutRepeatedVersion(path.slice(1)));
  }

  /** Whether somebody asks for a first token. */
  get signsIn(): boolean {
    return this.called?.id === "sts.token";
  }

  /** Reads the request; throws what Google would refuse it for. */
  read(query: URLSearchParams, body: Buffer, type = ""): void {
    if (!this.called || this.hidesAnother()) {
      this.refused = [`no API of Google's answers ${this.method} ${this.path}`];
      throw new ApiError(404, this.refused.join());
    }
    if (this.called.isUpload) this.uploads = partsOf(body, type, query).name;
    else if (body.length > 0 && FORM.test(type))
      this.body = Object.fromEntries(new URLSearchParams(body.toString("utf8")));
    else if (body.length > 0) this.body = objectFrom(body);
    const { wrong, deviations } = heldRequest(this.called, { query, body: this.body });
    this.deviations.push(...deviations);
    this.refused = wrong;
    if (wrong.length > 0) throw new ApiError(400, wrong.join("\n"));
  }

  /**
   * A name has no slash and no colon. One that is encoded would be part of a name to the document, and the next method
   * to whoever decodes it: reading a version would be reading its content. Names of objects may have both.
   */
  private hidesAnother(): boolean {
    if (!/%(2f|3a)/i.test(this.path) || this.called?.document.name === "storage") return false;
    const other = calledMethod(this.method, withoutRepeatedVersion(decoded(this.path).join("/").slice(1)));
    return other !== undefined && other.id !== this.called?.id;
  }

  /** What permissions are asked for. Google's XML API has no document: it reads an object, as another method does. */
  asked(query: URLSearchParams, isDirect: boolean): Asked | undefined {
    if (isDirect) {
      const [, bucket = "", ...name] = this.path.split("/");
      const template = "storage/v1/b/{bucket}/o/{object}";
      const pathname = `/storage/v1/b/${bucket}/o/${name.join("/")}`;
      return { id: "storage.objects.get", template, pathname, query, body: undefined };
    }
    if (!this.called) return undefined;
    const { id, method } = this.called;
    return { id, template: method.path, pathname: this.path, query, body: this.body, uploads: this.uploads };
  }

  /** What is kept of it, with what Google would not have answered. */
  received(status: number, body: unknown): ReceivedRequest {
    const { method, path, called, refused } = this;
    // Bytes are the content of an object.
    const isDescribed = called !== undefined && !Buffer.isBuffer(body);
    const answer = isDescribed ? heldAnswer(called, status, body) : { wrong: [], deviations: [] };
    return {
      method,
      path,
      status,
      ...(called ? { called: called.id } : {}),
      ...nonEmpty({ refused, invented: answer.wrong, deviations: [...this.deviations, ...answer.deviations] }),
    };
  }
}

const FORM = /^application\/x-www-form-urlencoded\b/;

/** What Google would not have answered, each with the method. */
export function inventionsIn({ called, path, invented = [] }: ReceivedRequest): string[] {
  return invented.map((one) => `${called ?? path}: ${one}`);
}

function nonEmpty<Lists extends Record<string, unknown[]>>(lists: Lists): Partial<Lists> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<Lists>;
}

/** Some clients of the provider add the version to an endpoint that has it already, and a slash to a list. */
function withoutRepeatedVersion(path: string): string {
  return path.replace(/^([^/]+\/)(v\d\w*\/)\2/, "$1$2").replace(/(?<=\/anywhereCaches)\/$/, "");
}
