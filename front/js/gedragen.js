// htmx makes pages smooth; every page works without it. Below it: the few things only a script can do.
import htmx from "htmx.org";

Object.assign(htmx.config, {
  // The content security policy allows neither; ask for nothing it would refuse.
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  // Nothing of a closed case may stay behind in the browser.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  // A form with mistakes comes back as the part; a refusal comes back as a page, of which the main column is shown.
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: true, error: true, target: "#main", select: "#main", swapOverride: "outerHTML" },
  ],
});

function prepare(root) {
  root.querySelectorAll("[data-with-script]").forEach((element) => (element.hidden = false));
  root.querySelectorAll("[data-without-script]").forEach((element) => (element.hidden = true));
}

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:load", (event) => prepare(event.target));
// When the form that had the focus was replaced, go on from what came in its place: a screen reader would start over.
document.addEventListener("htmx:afterSettle", (event) => {
  if (document.activeElement !== document.body) return;
  event.target.tabIndex = -1;
  event.target.focus({ preventScroll: true });
});
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});
