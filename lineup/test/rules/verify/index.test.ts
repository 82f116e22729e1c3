import { API } from "../../../../corpus/verify/base";
import { deny, env, opening } from "../../../../corpus/verify/edit";
import { changed, findingsIn } from "./ask";

test("the worst comes first", () => {
  const root = changed((root) => {
    env(root, "REDIS_PASSWORD", "hunter2");
    env(root, "REDIS_HOST", "10.0.0.3");
    opening(root, { allow: [{ protocol: "tcp", ports: ["6381"] }] });
    deny(root, { network: "acme-vpc" }, "early");
  });
  const severities = findingsIn(root).map(({ severity }) => severity);
  const rank = ["error", "warning", "note"];
  expect(new Set(severities)).toEqual(new Set(rank));
  expect(severities).toEqual([...severities].sort((a, b) => rank.indexOf(a) - rank.indexOf(b)));
});

test("among equals the order is that of addresses and rules, whatever the order of the input", () => {
  const names = ["Z_TOKEN", "A_TOKEN"];
  const one = changed((root) => {
    for (const name of names) env(root, name, "hunter2");
  });
  const found = findingsIn(one).filter(({ severity }) => severity === "error");
  expect(found.map(({ address }) => address)).toEqual([API, API]);
  const turned = { ...one, resource: Object.fromEntries(Object.entries(one.resource).reverse()) };
  expect(findingsIn(turned)).toEqual(findingsIn(one));
});
