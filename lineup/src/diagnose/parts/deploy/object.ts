import { type ApiObject, textAt } from "../../../google/answer";
import { ApiFailure, NotAnObject, NotThere } from "../../../google/refusal";
import type { Session } from "../../../probe/session";

export interface BucketObject {
  /** Which writing of it this is. */
  generation: string | undefined;
  /** When it was written. */
  updated: string | undefined;
  content: ApiObject;
}

/** A state of ten thousand resources has about thirty megabytes. */
export const MOST_BYTES = 64_000_000;

/** A JSON object in a bucket; undefined where there is none. It refuses, in a sentence, what it cannot read. */
export async function objectIn({ reader }: Session, bucket: string, name: string): Promise<BucketObject | undefined> {
  const path = `b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(name)}`;
  const asked = { api: "STORAGE", path, permission: "storage.objects.get" } as const;
  try {
    const metadata = await reader.one(asked);
    const size = Number(textAt(metadata, "size") ?? 0);
    if (!(size <= MOST_BYTES)) {
      throw new ApiFailure(`it has ${Math.round(size / 1e6)} MB, and more than ${MOST_BYTES / 1e6} MB are not read`);
    }
    return {
      generation: textAt(metadata, "generation"),
      updated: textAt(metadata, "updated"),
      content: await contentOf(reader.operation({ ...asked, query: { alt: "media" } })),
    };
  } catch (error) {
    // Between the two questions it may have been deleted: whoever held the lock has ended.
    if (error instanceof NotThere) return undefined;
    throw error;
  }
}

/** What is cut off comes as text, and what is no object says nothing. */
async function contentOf(asked: Promise<ApiObject>): Promise<ApiObject> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotAnObject) throw new ApiFailure("it is cut off, or no JSON object");
    throw error;
  }
}
