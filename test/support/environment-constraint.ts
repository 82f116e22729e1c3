export interface Constraint {
  path: string;
  /** The sentence with which anything else is refused, around what was written. */
  must: string;
  wayOut: string;
  allowed: unknown[];
  refused: unknown[];
}

export const LOWER_CASE = "must be lower-case letters, digits and inner hyphens";
export const NO_NAME = [
  "",
  "Netra",
  "9netra",
  "-netra",
  "netra-",
  "netra_backend",
  "netra backend",
  "netra.backend",
  "nétra",
];

export const whole = (path: string, from: number, to: number, wayOut: string): Constraint[] => {
  const must = `must be a whole number from ${from} to ${to}`;
  const numbers = [from - 1, to + 1, from + 0.5, -from - 1, Number.NaN, Number.POSITIVE_INFINITY];
  const noNumbers = ["", "some", ` ${from}`, `${from}.5`, `-${to}`, `${from}\n`, true];
  const quoted = [String(from), String(to), String(to + 1), `0${from}`];
  return [
    { path, must, wayOut, allowed: [from, to], refused: [...numbers, ...noNumbers] },
    { path, must, wayOut: "write it without quotes", allowed: [], refused: quoted },
  ];
};

export const oneOf = (path: string, ...words: string[]): Constraint => ({
  path,
  must: `must be one of ${words.join(", ")}`,
  wayOut: "pick one",
  allowed: words,
  refused: [
    "",
    `${words[0]} `,
    words[0]?.toLowerCase() === words[0] ? words[0]?.toUpperCase() : words[0]?.toLowerCase(),
  ],
});

export const yesOrNo = (path: string): Constraint => ({
  path,
  must: "must be true or false",
  wayOut: "without quotes",
  allowed: [true, false],
  refused: ["true", "false", "", 0, 1],
});

export const text = (
  path: string,
  must: string,
  wayOut: string,
  allowed: unknown[],
  refused: unknown[],
): Constraint => ({
  path,
  must,
  wayOut,
  allowed,
  refused,
});

const cidr = (path: string) =>
  text(
    path,
    "must be an IPv4 range in CIDR form",
    'such as "10.0.0.0/24"',
    [],
    ["", "10.0.0.0", "10.0.0.0/33", "10.0/16", "::/64"],
  );

const privateOnly = (path: string, prefix: number) =>
  text(
    path,
    "must be private",
    "use a block inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
    [`10.0.0.0/${prefix}`, `172.16.0.0/${prefix}`, `192.168.0.0/${prefix}`],
    [
      `8.8.8.0/${prefix}`,
      `11.0.0.0/${prefix}`,
      `172.32.0.0/${prefix}`,
      `192.169.0.0/${prefix}`,
      `100.64.0.0/${prefix}`,
    ],
  );

const sizes = (path: string, [from, to]: [number, number], must: string, wayOut: string): Constraint => ({
  path,
  must,
  wayOut,
  allowed: [`10.0.0.0/${from}`, `10.0.0.0/${to}`],
  refused: [...(from > 8 ? [`10.0.0.0/${from - 1}`] : []), `10.0.0.0/${to + 1}`, "10.0.0.0/32"],
});

export const range = (path: string, size: [number, number], must: string, wayOut: string) => [
  cidr(path),
  privateOnly(path, size[1]),
  sizes(path, size, must, wayOut),
  text(path, "must start at the first address of its block", "the block is 10.0.0.0/24", [], ["10.0.0.7/24"]),
];

export const reason = (path: string): Constraint =>
  text(
    path,
    "must be a reason",
    "say it in at least 20 characters",
    ["x".repeat(20)],
    ["", "because", "x".repeat(19), " ".repeat(40)],
  );

export const plain = (path: string): Constraint =>
  text(
    path,
    "must be plain text",
    'Terraform reads "${" and "%{" as expressions',
    ["100 % of $5 {a}", "https://app.example.com/?q=1"],
    [`$\{google_redis_instance.cache.host}`, "%{if true}a reason of twenty%{endif}"].map(
      (sample) => `${sample} and some more`,
    ),
  );
