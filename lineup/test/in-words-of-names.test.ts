import { inWordsOf } from "../src/text/in-words-of";

describe("a name that ends in terraform", () => {
  test.each(["google_redis_instance.terraform", "acme-terraform", "projects/terraform", 'the bucket "terraform'])(
    "stays as it is where commands are those of tofu: %s",
    (name) => {
      expect(inWordsOf("tofu", `${name} is replaced: run terraform apply`)).toBe(`${name} is replaced: run tofu apply`);
    },
  );
});
