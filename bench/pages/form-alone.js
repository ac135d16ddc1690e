/** Nothing answers here: what is left of time and memory is the browser's own. */
import { tell } from "/pages/report-verdict.js";

tell("emergency");
