import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { written } from "../../../environments";
import { type Edited, withPin } from "../../../scripts/rollback/pin/edit";

const root = join(__dirname, "../../..");
const staging = readFileSync(join(root, "environments/staging.ts"), "utf8");
const backend = { environment: "staging", key: "backend" };
const pin = {
  revision: "netra-backend-staging-00041-abc",
  reason: "The release of this morning answers nobody",
  until: "2027-01-31",
};

function edited(text: string, change: typeof pin | undefined = pin, service = backend): string {
  return textOf(withPin(text, service, change));
}

const unpinned = (text: string) => textOf(withPin(text, backend, undefined));

function textOf(done: Edited): string {
  if ("why" in done) throw new Error(done.why);
  return done.text;
}

/** As the formatter of this repository would leave it. */
function formatted(text: string): string {
  const args = ["biome", "format", "--stdin-file-path=environments/staging.ts"];
  return spawnSync("npx", args, { cwd: root, input: text, encoding: "utf8" }).stdout;
}

test("the pin is one sentence among the settings of its service, and nothing else moves", () => {
  const after = edited(staging);
  const [before = "", rest = ""] = after.split("      traffic: {\n");
  expect(before + rest.slice(rest.indexOf("      },\n") + "      },\n".length)).toBe(staging);
  expect(unpinned(after)).toBe(staging);
});

test.each([
  ["a short sentence", { ...pin, reason: "It answers nobody any more" }],
  [
    "a long one",
    { ...pin, reason: `${pin.reason}, and nobody has found out why in all of the last two hours of this night` },
  ],
  ["one that is longer than a line", { ...pin, reason: `${pin.reason}: ${"and so on ".repeat(20)}`.trim() }],
  ["one with quotes", { ...pin, reason: `It says "no" where the one before said "yes"` }],
  ["one with both kinds of quotes", { ...pin, reason: `It's "no" where the one's before it was "yes"` }],
])("%s is formatted as the formatter would", (_, change) => {
  const after = edited(staging, change);
  expect(formatted(after)).toBe(after);
  expect(unpinned(after)).toBe(staging);
});

test("another pin takes the place of the one that is there", () => {
  const other = { ...pin, revision: "netra-backend-staging-00040-xyz", until: "2027-02-28" };
  const after = edited(edited(staging), other);
  expect(after).toBe(edited(staging, other));
  expect(after.match(/traffic: \{/g)).toHaveLength(1);
});

test("each service has its own", () => {
  const both = edited(
    edited(staging),
    { ...pin, revision: "netra-auth-service-00007-abc" },
    { ...backend, key: "auth" },
  );
  expect(both.match(/traffic: \{/g)).toHaveLength(2);
  expect(unpinned(both)).toBe(
    edited(staging, { ...pin, revision: "netra-auth-service-00007-abc" }, { ...backend, key: "auth" }),
  );
});

test("without a pin there is nothing to take out", () => {
  expect(unpinned(staging)).toBe(staging);
});

const file = (services: string, name = "staging") =>
  `export const staging: EnvironmentInput = {\n  name: "${name}",\n  services: ${services},\n};\n`;

test.each([
  ["a comma that is missing, and a comment after it", '{\n    backend: {\n      name: "a" // its name\n    },\n  }'],
  ["the key in quotes", '{\n    "backend": {\n      name: "a",\n    },\n  }'],
  ["as const", '{\n    backend: {\n      name: "a",\n    } as const,\n  }'],
  ["what is spread before", '{\n    backend: {\n      ...common,\n      name: "a",\n    },\n  }'],
  ["no setting at all", "{\n    backend: {\n    },\n  }"],
])("it is written beside %s", (_, services) => {
  const after = edited(file(services));
  expect(after).toContain('      traffic: {\n        revision: "netra-backend-staging-00041-abc",');
  expect(withPin(after, backend, undefined)).not.toHaveProperty("why");
});

test("lines that end as Windows ends them stay so", () => {
  const windows = staging.replaceAll("\n", "\r\n");
  const after = edited(windows);
  expect(after.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(unpinned(after)).toBe(windows);
});

test.each([
  ["another environment", file("{ backend: {\n } }", "production"), /one object whose name is "staging"/],
  ["services from elsewhere", file("shared"), /services are not written out/],
  ["a service from elsewhere", file("{\n    backend,\n  }"), /services\.backend is not written out/],
  [
    "services that are spread over",
    file('{\n    backend: {\n      name: "a",\n    },\n    ...more,\n  }'),
    /services\.backend is not written out/,
  ],
  ["a service on one line", file('{ backend: { name: "a" } }'), /end on a line with others/],
  ["two pins", file("{\n    backend: {\n      traffic: {},\n      traffic: {},\n    },\n  }"), /more than once/],
  ["a pin from elsewhere", file("{\n    backend: {\n      traffic,\n    },\n  }"), /traffic is not written out/],
  [
    "a pin that may be replaced",
    file("{\n    backend: {\n      traffic: {},\n      ...more,\n    },\n  }"),
    /may replace it/,
  ],
  ["a computed key", file('{\n    backend: {\n      ["tra" + "ffic"]: {},\n    },\n  }'), /a key that is computed/],
  ["half a file", staging.slice(0, staging.length / 2), /no TypeScript that can be read/],
  ["no file", "", /one object whose name is "staging"/],
])("%s is refused, and says why", (_, text, why) => {
  expect(withPin(text, backend, pin)).toEqual({ why: expect.stringMatching(why) });
});

test("a service that is not there is refused", () => {
  expect(withPin(staging, { ...backend, key: "chat" }, pin)).toEqual({
    why: "services.chat is not written out as an object",
  });
});

test("this environment is one of those that are written", () => {
  expect(Object.values(written).map(({ name }) => name)).toContain(backend.environment);
});
