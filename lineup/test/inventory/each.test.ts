import { ApiDisabled, ApiFailure } from "../../src/google/refusal";
import { each } from "../../src/inventory/kinds/source";

const source = { what: "things", types: ["a_thing"] };
const fails: Record<string, Error> = { off: new ApiDisabled("off"), no: new ApiFailure("403: no") };
const ask = async (name: string) => {
  if (fails[name]) throw fails[name];
  return [];
};

test("where all that was asked for failed, the API is disabled only if all say so", async () => {
  await expect(each(source, ["off", "no"], ask)).rejects.toThrow(fails.no);
  await expect(each(source, ["off", "off"], ask)).rejects.toThrow(fails.off);
});

test("where something was answered, what failed is unread, and the reason is kept", async () => {
  expect((await each(source, ["there", "no", "off"], ask)).unread).toMatchObject([
    { what: "things of no", why: "403: no" },
    { what: "things of off", why: expect.stringContaining("incomplete") },
  ]);
});
