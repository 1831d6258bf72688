// Passkeys: asks the server for its question, the browser for the answer, and sends it with the form around the button.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const opened = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function made(question) {
  const publicKey = { ...question, challenge: bytes(question.challenge), excludeCredentials: opened(question.excludeCredentials) };
  publicKey.user = { ...question.user, id: bytes(question.user.id) };
  const key = await navigator.credentials.create({ publicKey });
  return answered(key, { attestationObject: text(key.response.attestationObject) });
}

async function used(question) {
  const publicKey = { ...question, challenge: bytes(question.challenge), allowCredentials: opened(question.allowCredentials) };
  const key = await navigator.credentials.get({ publicKey });
  const { authenticatorData, signature, userHandle } = key.response;
  return answered(key, {
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null,
  });
}

const answered = (key, response) => ({
  id: key.id,
  rawId: text(key.rawId),
  type: key.type,
  clientExtensionResults: key.getClientExtensionResults(),
  response: { clientDataJSON: text(key.response.clientDataJSON), ...response },
});

for (const place of window.PublicKeyCredential ? document.querySelectorAll("[data-passkey]") : []) {
  const form = place.closest("form");
  const said = place.querySelector("[role=status]");
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    said.textContent = "";
    try {
      const answer = await fetch(place.dataset.question, { credentials: "same-origin" });
      const question = (await answer.json()).publicKey;
      const key = await (place.dataset.passkey === "create" ? made(question) : used(question));
      place.querySelector("input").value = JSON.stringify(key);
      form.requestSubmit();
    } catch {
      said.textContent = place.dataset.problem;
    }
  });
}
