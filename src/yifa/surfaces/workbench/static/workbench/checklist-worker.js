/* Stands in for the server at the officers' pages while there is no signal: it shows what was brought along, and
   nothing else. What is filled in is kept by the page itself. */
"use strict";

function kept(url) {
  return new Promise(function (resolve) {
    var asked = indexedDB.open("yifa-tasks", 1);
    asked.onupgradeneeded = function () { asked.transaction.abort(); };
    asked.onerror = function () { resolve(undefined); };
    asked.onsuccess = function () {
      var found = asked.result.transaction(["pages"], "readonly").objectStore("pages").get(url);
      found.onsuccess = function () { asked.result.close(); resolve(found.result); };
      found.onerror = function () { asked.result.close(); resolve(undefined); };
    };
  });
}

function shown(page) {
  var headers = { "Content-Type": page.type, "Cache-Control": "no-store" };
  if (page.policy) { headers["Content-Security-Policy"] = page.policy; }
  return new Response(page.body, { status: 200, headers: headers });
}

function nothing() {
  var text = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>没有信号</title><h1>没有信号</h1>"
    + "<p>这一页没有带到现场。请回到有信号的地方打开任务，按「带到现场」后再来。已经填写的内容都还在本机。</p></html>";
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

async function page(request, address) {
  try {
    var answer = await fetch(request);
    if (answer.status < 500) { return answer; }
  } catch (offline) { /* what was brought along is shown below */ }
  var found = await kept(address);
  return found ? shown(found) : nothing();
}

async function file(request, address) {
  var found = await kept(address);
  return found ? shown(found) : fetch(request);
}

self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
self.addEventListener("fetch", function (event) {
  var url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) { return; }
  if (event.request.mode === "navigate") {
    event.respondWith(page(event.request, url.pathname));
  } else if (url.pathname.indexOf("/static/") === 0) {
    event.respondWith(file(event.request, url.pathname));
  }
});
