/** Loads what main.ts loads and does nothing else: the lower bound of every synthesis. */
import "../../environments";
import "../../environments/environment";
import "../../synthesis/explain";
import "../../stacks/bootstrap-stack";
import "../../stacks/environment-stack";
import "../../synthesis/gate";
import "../../synthesis/synthesize";
