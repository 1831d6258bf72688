// What scripts add to putting files into a folder: dragging them to the page, and how far the sending has come.
for (const form of document.querySelectorAll("form[data-upload]")) {
  const input = form.querySelector("input[type=file]");
  const place = form.querySelector("[data-drop]");
  const words = document.createElement("p");
  words.className = "govuk-hint";
  words.textContent = place.dataset.words;
  place.append(words);
  const over = (on) => (event) => { event.preventDefault(); place.classList.toggle("office-drop--over", on); };
  place.addEventListener("dragover", over(true));
  place.addEventListener("dragleave", over(false));
  place.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      words.textContent = [...input.files].map((file) => file.name).join(", ");
    }
  });

  let sending = false;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || sending) { event.preventDefault(); return; }
    event.preventDefault();
    sending = true;
    const shown = form.querySelector("[data-progress-words]");
    shown.hidden = false;
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json, text/html");
    request.upload.addEventListener("progress", (now) => {
      if (now.lengthComputable) shown.querySelector("progress").value = (100 * now.loaded) / now.total;
    });
    request.addEventListener("load", () => {
      // After success we are told where to go on; a page that asks for something again takes the place of this one.
      if ((request.getResponseHeader("Content-Type") || "").startsWith("application/json")) {
        location.assign(JSON.parse(request.responseText).to);
      } else {
        const again = new DOMParser().parseFromString(request.responseText, "text/html");
        document.body.replaceWith(again.body);
        document.title = again.title;
        sending = false;
        document.querySelector(".govuk-error-summary")?.focus();
      }
    });
    request.addEventListener("error", () => { sending = false; shown.hidden = true; form.submit(); });
    request.send(new FormData(form));
  });
}
