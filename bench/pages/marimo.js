/** marimo's islands: the verdict is told as soon as the page shows it. */
import { tellWhenShown } from "/pages/report-when-shown.js";

tellWhenShown("#app");
