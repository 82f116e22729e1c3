import util from "node:util";

// cdktf 0.21 asks `util.isArray`, which newer versions of Node deprecate with a warning on stderr (DEP0044). Both are
// one and the same function; this one does not warn.
util.isArray = Array.isArray;
