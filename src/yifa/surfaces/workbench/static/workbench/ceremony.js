/* The ceremony's script: an organ's random number is made in its own browser and stays there until it is revealed.
   Without it everything still works: commitments and random numbers can be pasted. */
(function () {
  "use strict";

  var PURPOSE = "yifa-draw-1/commitment\0";
  var BYTES = 32;
  var EVERY = 5000;

  function hex(bytes) {
    return Array.prototype.map.call(bytes, function (byte) { return ("0" + byte.toString(16)).slice(-2); }).join("");
  }

  function unhex(text) {
    return new Uint8Array((text.match(/../g) || []).map(function (pair) { return parseInt(pair, 16); }));
  }

  /* SHA-256 of the purpose, the number, and the name of the organ: as the engine commits. */
  function commitment(nonce, organ) {
    var encoder = new TextEncoder();
    var purpose = encoder.encode(PURPOSE), name = encoder.encode(organ);
    var whole = new Uint8Array(purpose.length + nonce.length + name.length);
    whole.set(purpose, 0);
    whole.set(nonce, purpose.length);
    whole.set(name, purpose.length + nonce.length);
    return window.crypto.subtle.digest("SHA-256", whole).then(function (digest) { return hex(new Uint8Array(digest)); });
  }

  function place(part) {
    return "yifa.draw." + part.dataset.ceremony + "." + part.dataset.organ;
  }

  function can() {
    return Boolean(window.crypto && window.crypto.subtle && window.localStorage);
  }

  function making(part) {
    var said = part.querySelector(".kept"), field = document.getElementById("digest");
    part.hidden = false;
    part.querySelector("button").addEventListener("click", function () {
      var nonce = window.crypto.getRandomValues(new Uint8Array(BYTES));
      window.localStorage.setItem(place(part), hex(nonce));
      commitment(nonce, part.dataset.organ).then(function (digest) {
        field.value = digest;
        said.textContent = "随机数已经生成,留在本机。请提交承诺。";
        offer(part, said, hex(nonce));
      });
    });
  }

  function offer(part, said, nonce) {
    var link = document.createElement("a");
    var content = JSON.stringify({ organ: part.dataset.organ, nonce: nonce });
    link.href = window.URL.createObjectURL(new Blob([content], { type: "application/json" }));
    link.download = "随机数-" + part.dataset.organ + ".json";
    link.textContent = "另存随机数文件";
    said.appendChild(document.createTextNode(" "));
    said.appendChild(link);
  }

  function revealing(part) {
    var said = part.querySelector(".kept"), kept = window.localStorage.getItem(place(part));
    part.hidden = false;
    if (!kept) {
      said.textContent = "这台电脑上没有本机关的随机数。请换到提交承诺的那台电脑,或者粘贴随机数文件里的内容。";
      return;
    }
    commitment(unhex(kept), part.dataset.organ).then(function (digest) {
      var same = digest === part.dataset.digest;
      if (same) { document.getElementById("nonce").value = kept; }
      said.textContent = same ? "已从本机取出随机数,与承诺相符。" : "本机存的随机数与提交的承诺不符。请粘贴随机数文件里的内容。";
    });
  }

  /* The projected page goes on by itself when somebody has done something elsewhere. */
  function following(body) {
    window.setInterval(function () {
      var busy = Array.prototype.some.call(document.querySelectorAll("main input:not([type=hidden])"), function (one) { return one.value; });
      if (busy || document.hidden) { return; }
      window.fetch(body.dataset.state, { credentials: "same-origin" }).then(function (answer) {
        return answer.ok ? answer.text() : "";
      }).then(function (mark) {
        if (mark && mark !== body.dataset.mark) { window.location.assign(body.dataset.go); }
      }).catch(function () { /* the next time will do */ });
    }, EVERY);
  }

  if (can()) {
    Array.prototype.forEach.call(document.querySelectorAll("[data-make]"), making);
    Array.prototype.forEach.call(document.querySelectorAll("[data-reveal]"), revealing);
  }
  following(document.body);
}());
