/**
 * Node's official image as it is on Docker Hub, a list for every architecture: the script needs Node and nothing else.
 * Why this one, and how to take a newer one: docs/decisions/0017-probe-image.md.
 */
export const PROBE_IMAGE =
  "docker.io/library/node:24-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6";
