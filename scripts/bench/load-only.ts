/** What main.ts loads, and nothing of what it does: the price that no synthesis can go below. */
import "../../environments";
import "../../environments/environment";
import "../../synthesis/explain";
import "../../stacks/bootstrap-stack";
import "../../stacks/environment-stack";
import "../../synthesis/gate";
import "../../synthesis/synthesize";
