/** stlite mounts the Streamlit app; the verdict is told as soon as the app shows it. */
import { mount } from "/stlite/stlite.js";
import { tellWhenShown } from "/pages/report-when-shown.js";

const here = (path) => new URL(path, location.href).href;
tellWhenShown("#app");
mount(
  {
    entrypoint: "app.py",
    files: { "app.py": { url: here("/pages/stlite.py") }, "five_questions.py": { url: here("/pages/five_questions.py") } },
    pyodideUrl: here("/stlite-pyodide/pyodide.mjs"),
  },
  document.querySelector("#app"),
);
