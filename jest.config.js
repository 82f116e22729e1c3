const swc = ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2023" } }];

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test", "<rootDir>/lineup/test"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.ts$": swc,
    "/@actions/expressions/.+\\.js$": swc,
    // As in the bundles (build/bundle.js): its text, byte for byte.
    "/probe/redis-probe\\.mjs$": "<rootDir>/build/text-for-jest.js",
  },
  // This package can only be imported, and jest requires.
  transformIgnorePatterns: ["/node_modules/(?!@actions/expressions/)"],
  moduleNameMapper: { "^@actions/expressions$": "<rootDir>/node_modules/@actions/expressions/dist/index.js" },
  // Each worker loads the provider's classes once; more workers than this cost more memory than they save time.
  maxWorkers: 2,
  // Machines are busy: a time is never what a test is about.
  testTimeout: 60_000,
  workerIdleMemoryLimit: "1GB",
};
