import { ApiError } from "./api-error";
import { objectFrom } from "./request";

/** An upload is the bytes alone, or two parts: what the object is called, and its bytes. */
export function partsOf(body: Buffer, type: string, query: URLSearchParams): { name: string; bytes: Buffer } {
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  const name = query.get("name") ?? undefined;
  if (boundary === undefined) {
    if (name === undefined) throw new ApiError(400, "an upload needs a name");
    return { name, bytes: body };
  }
  const marker = Buffer.from(`--${boundary}`);
  const starts: number[] = [];
  for (let at = body.indexOf(marker); at >= 0; at = body.indexOf(marker, at + marker.length)) starts.push(at);
  const sections = starts.slice(0, -1).map((start, index) => {
    const from = body.indexOf("\r\n\r\n", start) + 4;
    return body.subarray(from, (starts[index + 1] ?? body.length) - 2);
  });
  const [metadata, bytes] = sections;
  if (!metadata || !bytes) throw new ApiError(400, "an upload in parts has two of them");
  const said = objectFrom(metadata).name;
  return { name: String(said ?? name), bytes: Buffer.from(bytes) };
}
