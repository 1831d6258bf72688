// What scripts add to a page that already works without them: the GOV.UK components' own behaviour, and one small aid.
import { initAll } from "./govuk/govuk-frontend.js";

initAll();

// A form is sent once: a second press of its button within three seconds does nothing.
for (const form of document.querySelectorAll("form[method=post]")) {
  let sent = 0;
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sent < 3000 && sent) event.preventDefault();
    else sent = event.timeStamp;
  });
}
