/* Hands in what is kept on this phone, entry by entry; what is not surely on the server stays here. */
(function () {
  "use strict";
  var store = window.yifaStore, BATCH = 700000, MOST = 100, FINISH = "finish";

  function ordered(entries) {
    return entries.slice().sort(function (a, b) {
      return (a.what === FINISH) - (b.what === FINISH) || a.made - b.made;
    });
  }

  /* What may go: not what is half filled in; the end of a visit only when nothing of the visit stays behind. */
  function ready(entries) {
    return ordered(entries.filter(function (entry) {
      if (entry.state !== "waiting") { return false; }
      return entry.what !== FINISH || !entries.some(function (other) {
        return other.case === entry.case && other.state !== "waiting";
      });
    }));
  }

  function portion(entries) {
    var size = 0;
    return entries.slice(0, MOST).filter(function (entry, at) {
      size += JSON.stringify(entry.value).length + 300;
      return at === 0 || size < BATCH;
    });
  }

  async function ask(address, options) {
    try {
      return await fetch(address, Object.assign({ cache: "no-store", redirect: "manual" }, options));
    } catch (offline) {
      return null;
    }
  }

  function failed(answer) {
    if (answer === null) { return { state: "offline", said: "现在没有信号。内容都在本机，有信号后自动同步。" }; }
    if (answer.status === 401 || answer.type === "opaqueredirect") {
      return { state: "signed-out", said: "登录已经失效。本机填写的内容都还在，请重新登录后再同步。" };
    }
    return { state: "failed", said: "服务器暂时不能收存。内容都在本机，稍后自动再试。" };
  }

  async function settle(answers, sent) {
    var gone = [], kept = [], known = {};
    answers.forEach(function (answer) { known[answer.id] = answer; });
    sent.forEach(function (entry) {
      var answer = known[entry.id];
      if (!answer) { return; }
      if (answer.state === "taken" || answer.state === "known") { gone.push(entry.id); }
      if (answer.state === "refused") { kept.push(Object.assign({}, entry, { state: "refused", said: answer.said })); }
    });
    /* A refused entry over which something else was filled in meanwhile is of no more use. */
    var now = await store.all("entries"), over = {};
    now.forEach(function (entry) { entry.replaces.forEach(function (id) { over[id] = true; }); });
    await store.put("entries", kept.filter(function (entry) { return !over[entry.id]; }));
    await store.drop("entries", gone.concat(kept.filter(function (one) { return over[one.id]; }).map(function (one) {
      return one.id;
    })));
    return gone.length;
  }

  /* Returns what became of it: state, a sentence, the cases that were told anew. */
  async function sync(account) {
    var cases = {}, count = 0;
    for (;;) {
      var mine = (await store.all("entries")).filter(function (entry) { return entry.account === account; });
      var going = portion(ready(mine));
      if (!going.length) { break; }
      var session = await ask("/desk/tasks/session.json");
      if (session === null || session.status !== 200) { return failed(session); }
      var who = await session.json();
      if (who.account !== account) {
        return { state: "other", said: "现在登录的是另一个账号。请由填写人的账号登录后再同步。" };
      }
      going = await store.mark(going.map(function (entry) { return entry.id; }));
      if (!going.length) { continue; }
      var answer = await ask("/desk/tasks/sync/", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": who.csrf },
        body: JSON.stringify({ entries: going }),
      });
      if (answer === null || answer.status !== 200) { return failed(answer); }
      var told = (await answer.json()).answers;
      count += await settle(told, going);
      going.forEach(function (entry) { cases[entry.case] = true; });
      if (told.every(function (one) { return one.state === "later"; })) { break; }
    }
    await Promise.all(Object.keys(cases).map(function (number) { return renew(Number(number)); }));
    return { state: "done", said: count ? "已同步" + count + "条。" : "", cases: Object.keys(cases).map(Number) };
  }

  /* Ask the server anew how a visit stands. One that is over, with nothing left to hand in, leaves this phone. */
  async function renew(number) {
    var answer = await ask("/desk/tasks/" + number + "/data.json");
    if (answer === null || answer.status !== 200) { return undefined; }
    var data = await answer.json();
    var left = (await store.all("entries")).some(function (entry) { return entry.case === number; });
    if (data.finished && !left) {
      await store.drop("tasks", [number]);
      await store.drop("pages", ["/desk/tasks/" + number + "/"]);
    } else {
      await store.put("tasks", [data]);
    }
    return data;
  }

  window.yifaSync = { sync: sync, renew: renew };
})();
