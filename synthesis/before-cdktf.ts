import util from "node:util";

// What has to be so before cdktf is loaded.

// cdktf 0.21 asks `util.isArray`, which newer versions of Node deprecate with a warning on stderr (DEP0044). Both are
// one and the same function; this one does not warn.
util.isArray = Array.isArray;

// Each file of cdktf brings a source map; reading them takes longer than the synthesis. sources.ts looks up the
// positions that are wanted.
process.setSourceMapsEnabled(false);

// Of every token cdktf keeps its whole stack trace, for errors that name the token. They name the construct as well.
const traces: { captureStackTrace(): string[] } = require("cdktf/lib/tokens/private/stack-trace");
traces.captureStackTrace = () => [];
