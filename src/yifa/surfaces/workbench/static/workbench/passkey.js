/* Passkeys: asks the browser for one and puts its answer into the form. Without this script the code of six figures remains. */
(function () {
  "use strict";

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    var made = new Uint8Array(plain.length);
    for (var i = 0; i < plain.length; i += 1) { made[i] = plain.charCodeAt(i); }
    return made;
  }

  function text(buffer) {
    var plain = "";
    new Uint8Array(buffer).forEach(function (one) { plain += String.fromCharCode(one); });
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function readable(options) {
    options.challenge = bytes(options.challenge);
    if (options.user) { options.user.id = bytes(options.user.id); }
    (options.allowCredentials || []).concat(options.excludeCredentials || []).forEach(function (one) {
      one.id = bytes(one.id);
    });
    return options;
  }

  function told(credential) {
    var answer = credential.response;
    var said = { clientDataJSON: text(answer.clientDataJSON) };
    if (answer.attestationObject) { said.attestationObject = text(answer.attestationObject); }
    if (answer.authenticatorData) {
      said.authenticatorData = text(answer.authenticatorData);
      said.signature = text(answer.signature);
      if (answer.userHandle) { said.userHandle = text(answer.userHandle); }
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: said,
      clientExtensionResults: {}
    });
  }

  function ask(form) {
    var said = form.querySelector("[data-said]");
    said.textContent = "请按浏览器的提示操作。";
    fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" })
      .then(function (response) { return response.json(); })
      .then(function (asked) {
        var options = readable(asked.publicKey);
        return options.user
          ? navigator.credentials.create({ publicKey: options })
          : navigator.credentials.get({ publicKey: options });
      })
      .then(function (credential) {
        form.elements.answer.value = told(credential);
        form.submit();
      })
      .catch(function () {
        said.textContent = "没有完成。请重新点按钮,或者改用别的方式。";
      });
  }

  Array.prototype.forEach.call(document.querySelectorAll("form[data-passkey]"), function (form) {
    if (!window.PublicKeyCredential || !window.isSecureContext) { return; }
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      ask(form);
    });
  });
}());
