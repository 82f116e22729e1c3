export * from "./api";
export { main } from "./cli";
export { github } from "./github";
