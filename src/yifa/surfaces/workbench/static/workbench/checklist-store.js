/* What a phone keeps of visits, in one database of the browser: pages, visits as the server last told them, entries. */
(function () {
  "use strict";
  var NAME = "yifa-tasks", STORES = { pages: "url", tasks: "case", entries: "id" };

  function open() {
    return new Promise(function (resolve, reject) {
      var asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = function () {
        Object.keys(STORES).forEach(function (name) {
          asked.result.createObjectStore(name, { keyPath: STORES[name] });
        });
      };
      asked.onsuccess = function () { resolve(asked.result); };
      asked.onerror = function () { reject(asked.error); };
    });
  }

  /* One transaction: work(stores) asks, and what it returns is there once everything is on disk. */
  async function within(names, mode, work) {
    var database = await open();
    return new Promise(function (resolve, reject) {
      var going = database.transaction(names, mode), answer = { value: undefined };
      going.oncomplete = function () { database.close(); resolve(answer.value); };
      going.onerror = going.onabort = function () { database.close(); reject(going.error); };
      work(function (name) { return going.objectStore(name); }, answer);
    });
  }

  function all(name) {
    return within([name], "readonly", function (store, answer) {
      store(name).getAll().onsuccess = function (event) { answer.value = event.target.result; };
    });
  }

  function one(name, key) {
    return within([name], "readonly", function (store, answer) {
      store(name).get(key).onsuccess = function (event) { answer.value = event.target.result; };
    });
  }

  function put(name, values) {
    return within([name], "readwrite", function (store) {
      values.forEach(function (value) { store(name).put(value); });
    });
  }

  function drop(name, keys) {
    return within([name], "readwrite", function (store) {
      keys.forEach(function (key) { store(name).delete(key); });
    });
  }

  function newId() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map.call(bytes, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
  }

  /* Keep what was filled in over what stood. An entry that may already have reached the server is never changed:
     what is filled in after it is another entry, which names it as the one that it was filled in over. */
  function fill(said) {
    return within(["entries"], "readwrite", function (store, answer) {
      store("entries").getAll().onsuccess = function (event) {
        var mine = event.target.result.filter(function (entry) {
          return entry.case === said.case && entry.what === said.what && entry.account === said.account;
        }).sort(function (a, b) { return a.made - b.made; });
        var last = mine[mine.length - 1];
        var entry = {
          id: newId(), case: said.case, account: said.account, what: said.what, value: said.value, on: said.on,
          told_at: new Date().toISOString(), made: Date.now() + mine.length, replaces: said.standing,
          tried: false, state: said.ready ? "waiting" : "draft", said: "",
        };
        if (last && !last.tried) {
          entry.id = last.id; entry.made = last.made; entry.replaces = last.replaces;
        } else if (last && last.state === "refused") {
          entry.replaces = last.replaces;
          store("entries").delete(last.id);
        } else if (last) {
          entry.replaces = [last.id].concat(last.replaces);
          entry.made = Math.max(entry.made, last.made + 1);
        }
        if (said.settles) { entry.replaces = Array.from(new Set(entry.replaces.concat(said.standing))); }
        store("entries").put(entry);
        answer.value = entry;
      };
    });
  }

  /* Mark entries as perhaps known to the server from now on, and return them as they are at this very moment:
     what was changed since they were looked at goes with them, and what is changed later is another entry. */
  function mark(ids) {
    return within(["entries"], "readwrite", function (store, answer) {
      answer.value = [];
      ids.forEach(function (id) {
        store("entries").get(id).onsuccess = function (event) {
          var entry = event.target.result;
          if (!entry || entry.state !== "waiting") { return; }
          entry.tried = true;
          store("entries").put(entry);
          answer.value.push(entry);
        };
      });
    });
  }

  window.yifaStore = { all: all, one: one, put: put, drop: drop, fill: fill, mark: mark };
})();
