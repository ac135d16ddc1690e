/** For `make lint` only, served to nobody: what TypeScript's DOM library lacks. */

/** What a selector finds is what the template holds: its kind is in no selector but a bare tag. */
interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selector: K): HTMLElementTagNameMap[K] | null;
  querySelector<E extends Element = HTMLElement>(selector: string): E | null;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(selector: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll<E extends Element = HTMLElement>(selector: string): NodeListOf<E>;
}
interface Element {
  closest<K extends keyof HTMLElementTagNameMap>(selector: K): HTMLElementTagNameMap[K] | null;
  closest<E extends Element = HTMLElement>(selector: string): E | null;
}

/** A copy is of the same kind. */
interface DocumentFragment {
  cloneNode(deep?: boolean): DocumentFragment;
}

/** Only Chromium has it. */
interface Navigator {
  readonly connection?: { readonly saveData: boolean };
}

/** To the library's own signatures an address is a string. */
type TrustedScriptURL = string;

declare var trustedTypes:
  | {
      createPolicy(
        name: string,
        rules: { createScriptURL(address: string): string },
      ): { createScriptURL(address: string): TrustedScriptURL };
    }
  | undefined;

/** What a page brings along that is opened from a file: gzip in base64, by name. */
declare var selfcheckFiles: Record<string, string>;

/** What the build writes above the service worker: `_build` in offline/service_worker.py. */
declare const BUILD: {
  version: string;
  look: string;
  folder: string;
  pages: string;
  shown: string;
  files: Record<string, string>;
  check: Record<string, string>;
  listed: string[];
  notKept: string;
};

declare const MiniSearch: typeof import("minisearch").default;

/** Pyodide's scripts lie beside ours only while esbuild bundles them. */
declare module "*/pyodide.mjs" {
  export function loadPyodide(options: object): Promise<any>;
}
declare module "*/pyodide.asm.js";
