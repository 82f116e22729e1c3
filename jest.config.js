/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test", "<rootDir>/lineup/test"],
  testMatch: ["**/*.test.ts"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2023" } }] },
  // Each worker loads the provider's classes once; more workers than this cost more memory than they save time.
  maxWorkers: 2,
  workerIdleMemoryLimit: "1GB",
};
