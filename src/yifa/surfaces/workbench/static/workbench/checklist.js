/* One visit on a phone: whatever is filled in is kept at once, shown as kept, and handed in when there is a signal. */
(function () {
  "use strict";
  var store = window.yifaStore, pictures = window.yifaPictures, EVERY = 20000;
  var place = document.getElementById("visit-place");
  if (!place || !window.indexedDB) { return; }
  var account = place.dataset.account, number = Number(place.dataset.case) || 0;
  var form = document.getElementById("visit"), status = document.getElementById("visit-status");
  var server = { parts: {} }, busy = false, touched = 0, last = Promise.resolve();

  function parts() { return form ? Array.prototype.slice.call(form.querySelectorAll("[data-what]")) : []; }
  function fields(part) { return Array.prototype.slice.call(part.querySelectorAll("[name]")); }
  function key(field) { return field.name.slice(field.name.lastIndexOf(".") + 1); }
  function tell(said) { if (said) { status.textContent = said; } }

  function valueOf(part) {
    var value = {};
    fields(part).forEach(function (field) {
      var is_choice = field.type === "radio" || field.type === "checkbox";
      if (field.value && (!is_choice || field.checked)) { value[key(field)] = field.value; }
    });
    return value;
  }

  function show(part, value) {
    fields(part).forEach(function (field) {
      var said = value[key(field)] || "";
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = said === field.value;
      } else if (field !== document.activeElement) {
        field.value = said;
      }
    });
    var canvas = part.querySelector("canvas");
    if (canvas) { pictures.draw(canvas, value.png || value.photo || ""); }
  }

  function isReady(what, value) {
    if (what === "arrival") { return Boolean(value.shown && value.certificates); }
    if (what.indexOf("point:") === 0) { return Boolean(value.answer); }
    if (what === "result") { return Boolean(value.result); }
    if (what === "signature") { return Boolean(value.png || value.paper || (value.refused && value.witness)); }
    return true;
  }

  function heads(what) { return server.parts[what] || []; }
  function same(a, b) {
    var names = Object.keys(Object.assign({}, a, b));
    return names.every(function (name) { return (a[name] || "") === (b[name] || ""); });
  }

  /* Entries are kept one after the other, or two quick changes of one field would make two that disagree. */
  function keep(part, value, settles) {
    var what = part.dataset.what, day = document.getElementById("on").value;
    touched += 1;
    last = last.then(function () {
      return store.fill({
        case: number, account: account, what: what, value: value, on: day, settles: settles,
        standing: heads(what).map(function (one) { return one.id; }), ready: isReady(what, value),
      });
    }).then(function () { return render(false); }).catch(function () {
      tell("本机没有存下这一项：浏览器不允许保存，或者空间已满。请先同步，或者改用纸质笔录。");
    });
    return last;
  }

  async function local() {
    return (await store.all("entries")).sort(function (a, b) { return a.made - b.made; });
  }

  async function render(anew) {
    var entries, seen;
    do {
      /* What is being filled in this moment must be kept before the fields are written anew. */
      seen = touched;
      if (anew) { await last; }
      entries = await local();
    } while (anew && seen !== touched);
    var mine = entries.filter(function (entry) { return entry.account === account; });
    parts().forEach(function (part) {
      var own = mine.filter(function (entry) { return entry.case === number && entry.what === part.dataset.what; });
      renderPart(part, own, anew);
    });
    count(mine, entries.length - mine.length);
  }

  function renderPart(part, own, anew) {
    var pending = own[own.length - 1], known = heads(part.dataset.what), note = part.querySelector(".kept");
    if (anew && pending) { show(part, pending.value); }
    if (anew && !pending && known.length) { show(part, known[0].value); }
    note.className = "kept " + (pending ? pending.state : known.length ? "synced" : "empty");
    note.textContent = !pending ? (known.length ? "已同步" : "")
      : pending.state === "refused" ? "被退回:" + pending.said
      : pending.state === "draft" ? "尚未填完，已存在本机" : "已存在本机，待同步";
    if (dispute(part, pending, known)) {
      note.className = "kept waiting";
      note.textContent = "两部设备填写不一致，待商定";
    }
  }

  /* What the other phone said is never overwritten unseen: both are shown, and one of them is chosen. */
  function dispute(part, pending, known) {
    var box = part.querySelector(".dispute"), against = known.filter(function (one) {
      return pending ? pending.replaces.indexOf(one.id) < 0 && !same(one.value, pending.value) : !same(one.value, known[0].value);
    });
    var all = !against.length ? [] : pending ? against : known;
    box.hidden = !all.length;
    box.textContent = "";
    if (!all.length) { return false; }
    box.appendChild(document.createTextNode("请商定后选择其一，或者重新填写这一项:"));
    all.forEach(function (one) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "second";
      button.textContent = "以" + one.by.replace(/\(.*/, "") + "填写的为准:" + words(part, one.value);
      button.addEventListener("click", function () { show(part, one.value); keep(part, one.value, true); });
      box.appendChild(button);
    });
    return true;
  }

  function words(part, value) {
    return Object.keys(value).map(function (name) {
      var field = fields(part).find(function (one) { return key(one) === name && one.value === value[name] && one.dataset.said; });
      return field ? field.dataset.said : name === "png" || name === "photo" ? "图片" : value[name];
    }).join(",");
  }

  function count(mine, others) {
    var waiting = mine.filter(function (entry) { return entry.state === "waiting"; }).length;
    var refused = mine.filter(function (entry) { return entry.state === "refused"; }).length;
    var drafts = mine.length - waiting - refused;
    var told = ["本机待同步" + waiting + "条"];
    if (refused) { told.push("被退回" + refused + "条"); }
    if (drafts) { told.push("尚未填完" + drafts + "条"); }
    if (others) { told.push("另有其他账号的" + others + "条，请由该账号登录后同步"); }
    document.getElementById("visit-count").textContent = told.join("，") + "。";
    place.dataset.waiting = String(mine.length);
  }

  async function sync() {
    if (busy) { return; }
    busy = true;
    try {
      await last;
      var became = await window.yifaSync.sync(account);
      tell(became.said);
      document.getElementById("visit-sign-in").hidden = became.state !== "signed-out";
      if (became.state === "done") { await learn(became.cases); }
      await render(became.state === "done");
    } finally {
      busy = false;
    }
  }

  async function learn(cases) {
    if (!number || (cases && cases.indexOf(number) < 0)) { return; }
    var data = await window.yifaSync.renew(number);
    if (data && data.finished && !place.dataset.finished) { location.reload(); }
    if (data) { server = data; }
  }

  async function bring(address) {
    var answer = await fetch(address, { cache: "no-store", redirect: "error" });
    if (answer.status !== 200) { throw new Error(address); }
    var text = await answer.text(), policy = answer.headers.get("Content-Security-Policy") || "";
    var found = [{ url: address, body: text, type: "text/html; charset=utf-8", policy: policy }];
    var page = new DOMParser().parseFromString(text, "text/html");
    var files = page.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]");
    await Promise.all(Array.prototype.map.call(files, async function (one) {
      var file = await fetch(one.getAttribute("href") || one.getAttribute("src"));
      found.push({ url: new URL(file.url).pathname, body: await file.text(), type: file.headers.get("Content-Type"), policy: "" });
    }));
    await store.put("pages", found);
  }

  async function bringAll(button) {
    button.disabled = true;
    try {
      if (navigator.storage && navigator.storage.persist) { await navigator.storage.persist(); }
      await bring("/desk/tasks/");
      var numbers = button.dataset.bring.split(" ").filter(Boolean).map(Number);
      for (var at = 0; at < numbers.length; at += 1) {
        await bring("/desk/tasks/" + numbers[at] + "/");
        await window.yifaSync.renew(numbers[at]);
      }
      await navigator.serviceWorker.register("/desk/tasks/worker.js", { scope: "/desk/tasks/" });
      await navigator.serviceWorker.ready;
      tell("已带到现场：没有信号也能打开和填写。");
    } catch (trouble) {
      tell("没有带上：现在没有信号，或者登录已经失效。请在有信号的地方重新打开本页再试。");
    }
    button.disabled = false;
  }

  async function forget() {
    var entries = await store.all("entries"), pages = await store.all("pages"), tasks = await store.all("tasks");
    var mine = entries.filter(function (entry) { return entry.account === account; });
    await store.drop("entries", mine.map(function (entry) { return entry.id; }));
    await store.drop("pages", pages.map(function (page) { return page.url; }));
    await store.drop("tasks", tasks.map(function (task) { return task.case; }));
    var workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.map(function (one) { return one.unregister(); }));
  }

  /* Nothing stays on the phone after a sign-out; what was not handed in yet is asked about first. */
  function guardSignOut() {
    var leaving = document.querySelector("form[action='/sign-out/']");
    if (!leaving) { return; }
    leaving.addEventListener("submit", function (event) {
      event.preventDefault();
      var left = Number(place.dataset.waiting || 0);
      if (left && !window.confirm("本机还有" + left + "条没有同步，退出后将从本机删除，不能找回。确定退出吗?")) { return; }
      forget().finally(function () { leaving.submit(); });
    });
  }

  function listen() {
    form.addEventListener("input", function (event) {
      var part = event.target.closest("[data-what]");
      if (part && event.target.name) { keep(part, valueOf(part), false); }
    });
    /* The day of the visit is that of the arrival: another day is another arrival. */
    document.getElementById("on").addEventListener("change", function (event) {
      var part = event.target.closest("[data-what]");
      if (event.target.value) { keep(part, valueOf(part), false); }
    });
    form.addEventListener("change", function (event) {
      var kept = event.target.dataset.shrinks && document.getElementById(event.target.dataset.shrinks);
      if (kept && event.target.files[0]) { pictures.shrink(event.target.files[0], kept).then(function () { return render(false); }); }
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var ending = event.submitter && event.submitter.name === "finish" && form.querySelector("[data-what=finish]");
      (ending ? keep(ending, {}, false) : last).then(sync);
    });
    form.querySelectorAll("canvas[data-signs]").forEach(function (canvas) {
      var kept = document.getElementById(canvas.dataset.signs);
      pictures.sign(canvas, kept);
      document.getElementById(canvas.dataset.clears).addEventListener("click", function () {
        pictures.draw(canvas, "");
        pictures.change(kept, "");
      });
    });
  }

  async function begin() {
    document.querySelectorAll("[data-scripted]").forEach(function (one) { one.hidden = false; });
    document.querySelectorAll("[data-bring]").forEach(function (button) {
      button.addEventListener("click", function () { bringAll(button); });
    });
    guardSignOut();
    if (form) {
      server = (await store.one("tasks", number)) || server;
      var arrival = heads("arrival")[0], day = document.getElementById("on");
      day.value = arrival ? arrival.on : today();
      listen();
    }
    await render(true);
    document.getElementById("visit-sync").addEventListener("click", sync);
    window.addEventListener("online", sync);
    window.setInterval(function () { if (navigator.onLine) { sync(); } }, EVERY);
    if (navigator.onLine) {
      await learn();
      await render(true);
      await sync();
    }
    place.dataset.ready = "yes";
  }

  function today() {
    var now = new Date();
    return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
  }

  begin();
})();
