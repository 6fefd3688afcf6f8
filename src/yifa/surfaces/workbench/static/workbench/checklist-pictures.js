/* The signature on the screen, and pictures made small before they are kept. */
(function () {
  "use strict";
  var WIDEST = 1280;

  function bytes(address) {
    var text = atob(address.slice(address.indexOf(",") + 1)), found = new Uint8Array(text.length);
    for (var at = 0; at < text.length; at += 1) { found[at] = text.charCodeAt(at); }
    return found;
  }

  /* Pictures are drawn from their bytes: the policy of the pages lets no picture in that comes from elsewhere. */
  async function draw(canvas, address) {
    var pen = canvas.getContext("2d");
    pen.clearRect(0, 0, canvas.width, canvas.height);
    if (!address) { return; }
    var picture = await createImageBitmap(new Blob([bytes(address)]));
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }

  function sign(canvas, kept) {
    var pen = canvas.getContext("2d"), down = false;
    function at(event) {
      var box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
    }
    canvas.addEventListener("pointerdown", function (event) {
      down = true;
      canvas.setPointerCapture(event.pointerId);
      pen.lineWidth = 4;
      pen.lineCap = "round";
      pen.beginPath();
      pen.moveTo.apply(pen, at(event));
      event.preventDefault();
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!down) { return; }
      pen.lineTo.apply(pen, at(event));
      pen.stroke();
    });
    ["pointerup", "pointercancel"].forEach(function (name) {
      canvas.addEventListener(name, function () {
        if (!down) { return; }
        down = false;
        change(kept, canvas.toDataURL("image/png"));
      });
    });
  }

  async function shrink(file, kept) {
    var picture = await createImageBitmap(file), share = Math.min(1, WIDEST / Math.max(picture.width, picture.height));
    var canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * share);
    canvas.height = Math.round(picture.height * share);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    change(kept, canvas.toDataURL("image/jpeg", 0.7));
  }

  function change(field, value) {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  window.yifaPictures = { draw: draw, sign: sign, shrink: shrink, change: change };
})();
