/**
 * Node's official image as it is on Docker Hub, a list for every architecture: the script needs Node and nothing else.
 * Why this one, and how to take a newer one: docs/decisions/0030-probe-image.md.
 */
export const PROBE_IMAGE =
  "docker.io/library/node:24-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df";
