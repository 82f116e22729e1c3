/**
 * Questions that lineup answers with `unknown` though the label says more, each with the reason. A test fails when one
 * of them is answered right, so that it leaves this list, and when the answer is anything but `unknown`.
 */
export const notYet: Readonly<Record<string, string>> = {
  "hcl-replace-around-id as hcl": "what replace makes of an id is not evaluated while the id is not known",
  "hcl-merge-with-unknown-condition as hcl":
    "that a Redis always has an address is not used in a comparison with an empty text",
  "hcl-merge-with-unknown-condition as configured": "the same",
  "hcl-map-into-module-with-optional-connector as hcl":
    "that an id is never null is not used in a comparison with null",
  "hcl-map-into-module-with-optional-connector as configured": "the same",
};

export const isNotYet = (id: string, mode: string): boolean => `${id} as ${mode}` in notYet;
