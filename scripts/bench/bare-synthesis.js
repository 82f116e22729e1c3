// The least that a synthesis can cost: cdktf, the provider modules that are named, and one empty stack.
const { App, TerraformStack } = require("cdktf");

for (const name of process.argv.slice(2)) require(name);
const app = new App({ outdir: process.env.CDKTF_OUTDIR });
new TerraformStack(app, "empty");
app.synth();
