import { defineCause } from "../rule-text";

export const addressMismatch = defineCause({
  id: "ADDRESS_MISMATCH",
  title: "The service holds an address that is not the address of its Redis",
  edge: () => "it calls another address",
  help: "Redis gets a new address whenever it is replaced, and an address written as text does not follow.",
  remedy: "Refer to the host of the instance instead of writing an address.",
  example: "host-is-localhost",
});
