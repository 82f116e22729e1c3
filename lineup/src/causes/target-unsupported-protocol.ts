import { defineCause } from "../rule-text";

export const targetUnsupportedProtocol = defineCause({
  id: "TARGET_UNSUPPORTED_PROTOCOL",
  title: "The service does not speak the protocol of the target",
  edge: () => "the two speak different protocols",
  help: "One of the two uses TLS and the other one does not, or the URL has the scheme of something else.",
  remedy: "Use the scheme that the target speaks.",
  example: "valkey-plain-text-to-tls",
});
