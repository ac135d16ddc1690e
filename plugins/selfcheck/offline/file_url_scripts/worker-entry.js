/** The worker of a page that was opened from a file: there is no network to fetch from. */

import "./fetch.js";
import "./worker.js";
