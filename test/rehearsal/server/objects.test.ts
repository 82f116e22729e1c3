import { aCloud, refusal } from "./cloud";

const cloud = aCloud();
const LOCK = "upload/storage/v1/b/state/o?uploadType=multipart&name=env/default.tflock";
const KEPT = "storage/v1/b/state/o/env%2Fdefault.tflock";

beforeEach(() => cloud().mustSucceed("POST", "storage/v1/b?project=acme", { name: "state", location: "us-central1" }));

const write = (text: string, query = "") => cloud().ask("POST", `${LOCK}${query}`, text);
const generation = async () => (await cloud().get(KEPT)).generation as string;

describe("objects of a bucket:", () => {
  test("only the first writer of a lock gets it", async () => {
    expect((await write("mine", "&ifGenerationMatch=0")).status).toBe(200);
    expect((await write("yours", "&ifGenerationMatch=0")).status).toBe(412);
    expect((await cloud().ask("GET", `${KEPT}?alt=media`)).body).toBe("mine");
  });

  test("it is given back by its generation, and then free", async () => {
    await write("mine", "&ifGenerationMatch=0");
    const taken = await generation();
    expect((await cloud().ask("DELETE", `${KEPT}?ifGenerationMatch=1`)).status).toBe(412);
    expect((await cloud().ask("DELETE", `${KEPT}?ifGenerationMatch=${taken}`)).status).toBe(204);
    expect((await write("yours", "&ifGenerationMatch=0")).status).toBe(200);
  });

  test("of many who come at once one takes it", async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, who) => write(`${who}`, "&ifGenerationMatch=0")));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(all.filter(({ status }) => status === 412)).toHaveLength(19);
  });

  test("each writing is a generation of its own", async () => {
    await write("one");
    const first = await generation();
    await write("two");
    expect(await generation()).not.toBe(first);
    expect((await cloud().ask("GET", `${KEPT}?alt=media`)).body).toBe("two");
  });

  test("what is sent in two parts is kept as its second, byte by byte", async () => {
    const bytes = "a\r\n--b\r\nnot the end\r\n";
    const parts = `--frontier\r\ncontent-type: application/json\r\n\r\n{"name":"x"}\r\n--frontier\r\n\r\n${bytes}\r\n--frontier--`;
    const headers = { "content-type": "multipart/related; boundary=frontier" };
    const sent = await cloud().ask("POST", "upload/storage/v1/b/state/o?uploadType=multipart", parts, headers);
    expect(sent).toMatchObject({ status: 200, body: { name: "x", size: String(bytes.length) } });
    expect((await cloud().ask("GET", "state/x")).body).toBe(bytes);
  });

  test("they are listed by what their names begin with, and by their folders", async () => {
    await write("a");
    await cloud().mustSucceed("POST", "upload/storage/v1/b/state/o?name=env/other.tfstate", "b");
    await cloud().mustSucceed("POST", "upload/storage/v1/b/state/o?name=top", "c");
    const { items } = await cloud().get("storage/v1/b/state/o?prefix=env/");
    expect(items.map(({ name }: { name: string }) => name)).toEqual(["env/default.tflock", "env/other.tfstate"]);
    const { items: top, prefixes } = await cloud().get("storage/v1/b/state/o?delimiter=/");
    expect([top.map(({ name }: { name: string }) => name), prefixes]).toEqual([["top"], ["env/"]]);
  });

  test("there is no object where none was written, and none in a bucket that is not", async () => {
    expect((await cloud().ask("GET", KEPT)).status).toBe(404);
    expect((await cloud().ask("POST", "upload/storage/v1/b/nowhere/o?name=x", "x")).status).toBe(404);
  });

  test("a bucket is made once, and goes only when it is empty", async () => {
    expect((await cloud().ask("POST", "storage/v1/b?project=acme", { name: "state" })).status).toBe(409);
    await write("a");
    expect(refusal(await cloud().ask("DELETE", "storage/v1/b/state"))).toEqual([
      409,
      "The bucket you tried to delete is not empty.",
    ]);
    await cloud().ask("DELETE", KEPT);
    expect((await cloud().ask("DELETE", "storage/v1/b/state")).status).toBe(204);
    expect((await cloud().ask("GET", "storage/v1/b/state")).status).toBe(404);
  });

  test("a change of a bucket changes what it says and nothing else", async () => {
    await cloud().mustSucceed("PATCH", "storage/v1/b/state", { labels: { a: "1", b: "2" } });
    const { labels, location, metageneration } = await cloud().mustSucceed("PATCH", "storage/v1/b/state", {
      labels: { a: null },
    });
    expect({ labels, location, metageneration }).toEqual({
      labels: { b: "2" },
      location: "US-CENTRAL1",
      metageneration: "3",
    });
  });

  test("a bucket that is called like an API does not hide it", async () => {
    await cloud().mustSucceed("POST", "storage/v1/b?project=acme", { name: "compute" });
    expect((await cloud().get("compute/v1/projects/acme/global/networks/default")).name).toBe("default");
  });
});
