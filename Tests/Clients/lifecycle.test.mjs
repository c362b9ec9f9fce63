// Node's own fetch as a client: undici keeps connections alive and is stricter than curl.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, readdir } from "node:fs/promises";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const requests = fileURLToPath(new URL("../../fixtures/requests/", import.meta.url));
const ovis = "aidc-ai/ovis-image";
const servers = [];
let mock, slow, walking;

async function start(...options) {
  const child = spawn(process.env.RUNCOMFY_MOCK, ["serve", "--port", "0", "--quiet", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  servers.push(child);
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(lines, "line"),
    once(child, "exit").then(([code]) => {
      throw new Error(`the program ended with ${code}`);
    }),
  ]);
  const match = /^runcomfy-mock listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line);
  assert.ok(match, line);
  return match[1];
}

before(async () => {
  [mock, slow, walking] = await Promise.all([
    start("--instant"), start("--speed", "0.01"), start("--speed", "20"),
  ]);
});

after(async () => {
  for (const child of servers) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    assert.deepEqual(await ended, [0, null]);
  }
});

const bearer = { authorization: "Bearer node" };

function submit(origin, model = ovis, body = { prompt: "a lighthouse" }, headers = bearer) {
  return fetch(`${origin}/v1/models/${model}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
}

async function read(url, options = {}) {
  const answer = await fetch(url, {
    headers: bearer, signal: AbortSignal.timeout(20_000), ...options,
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

async function until(condition, milliseconds = 20_000) {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (value) return value;
    assert.ok(performance.now() < deadline, "waited too long");
    await pause(5);
  }
}

test("fetch sees a job from the submit to its picture", async () => {
  const answer = await submit(walking);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-type"), "application/json");
  const submitted = await answer.json();
  assert.deepEqual(
    Object.keys(submitted), ["request_id", "status_url", "result_url", "cancel_url"]);
  const seen = new Set();
  await until(async () => {
    const { body } = await read(submitted.status_url);
    assert.equal("queue_position" in body, body.status === "in_queue");
    seen.add(body.status);
    return body.status === "completed";
  });
  for (const word of seen) assert.ok(["in_queue", "in_progress", "completed"].includes(word));
  const { body: result } = await read(submitted.result_url);
  assert.equal(result.status, "completed");
  assert.ok(Date.parse(result.completed_at) > Date.parse(result.created_at));
  const picture = await fetch(result.output.image);
  assert.equal(picture.headers.get("content-type"), "image/png");
  const bytes = Buffer.from(await picture.arrayBuffer());
  assert.equal(bytes.length, Number(picture.headers.get("content-length")));
  assert.equal(bytes.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
});

test("the requests of the seed documents are accepted", async () => {
  const files = await readdir(requests);
  assert.equal(files.length, 4);
  for (const file of files) {
    const model = file.replace(/\.json$/, "").replaceAll("__", "/");
    const answer = await submit(mock, model, await readFile(requests + file, "utf8"));
    assert.equal(answer.status, 200, model);
    await answer.json();
  }
});

test("a queued job can be cancelled once", async () => {
  const submitted = await (await submit(slow)).json();
  const { body: queued } = await read(submitted.status_url);
  assert.equal(queued.status, "in_queue");
  assert.ok(Number.isInteger(queued.queue_position) && queued.queue_position >= 1);
  const { body: waiting } = await read(submitted.result_url);
  assert.deepEqual(Object.keys(waiting), ["request_id", "status", "created_at"]);
  for (const outcome of ["cancelled", "not_cancellable"]) {
    const { status, body } = await read(submitted.cancel_url, { method: "POST" });
    assert.equal(status, 202);
    assert.deepEqual(body, { request_id: submitted.request_id, status: "cancelled", outcome });
  }
});

test("refusals are envelopes in JSON", async () => {
  const table = [
    [submit(mock, ovis, {}), 422, 422001],
    [submit(mock, ovis, "{"), 400, 400003],
    [submit(mock, "nobody/nothing"), 400, 400001],
    [submit(mock, ovis, {}, { "content-type": "text/plain" }), 401, 400004],
    [submit(mock, ovis, {}, { ...bearer, "content-type": "text/plain" }), 415, 415001],
    [fetch(`${mock}/v1/models`), 401, 400004],
    [fetch(`${mock}/nowhere`, { headers: bearer }), 404, 404001],
    [fetch(`${mock}/v1/models`, { method: "DELETE", headers: bearer }), 405, 405001],
  ];
  for (const [call, status, code] of table) {
    const answer = await call;
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get("content-type"), "application/json");
    const body = await answer.json();
    assert.deepEqual(Object.keys(body).slice(0, 2), ["error_code", "error_message"]);
    assert.equal(body.error_code, code);
  }
});

test("a streamed body is read", async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"prompt":'));
      controller.enqueue(new TextEncoder().encode('"a lighthouse"}'));
      controller.close();
    },
  });
  const answer = await fetch(`${mock}/v1/models/${ovis}`, {
    method: "POST", duplex: "half", body,
    headers: { ...bearer, "content-type": "application/json" },
  });
  assert.equal(answer.status, 200);
  await answer.json();
});

test("a body of several megabytes is accepted", async () => {
  const uri = "data:image/png;base64," + "A".repeat(3_000_000);
  const answer = await submit(
    mock, "openai/gpt-image-1-5/image-to-image", { prompt: "x", image_urls: [uri] });
  assert.equal(answer.status, 200);
  await answer.json();
});

test("HEAD has a length and no body", async () => {
  const answer = await fetch(`${mock}/v1/models`, { method: "HEAD", headers: bearer });
  const full = await (await fetch(`${mock}/v1/models`, { headers: bearer })).arrayBuffer();
  assert.equal(answer.status, 200);
  assert.equal(Number(answer.headers.get("content-length")), full.byteLength);
  assert.equal((await answer.text()).length, 0);
});

test("a part of an output and what is known of it", async () => {
  const submitted = await (await submit(mock)).json();
  const { body: result } = await read(submitted.result_url);
  const get = (headers = {}) => fetch(result.output.image, {
    headers, signal: AbortSignal.timeout(20_000),
  });
  const whole = await get();
  const bytes = Buffer.from(await whole.arrayBuffer());
  const etag = whole.headers.get("etag");
  assert.match(etag, /^"[!#-~]+"$/);
  assert.equal(whole.headers.get("accept-ranges"), "bytes");
  assert.equal(
    Date.parse(whole.headers.get("last-modified")),
    Math.floor(Date.parse(result.completed_at) / 1000) * 1000);
  for (const [range, first, last] of [
    ["bytes=0-99", 0, 99], ["bytes=100-", 100, bytes.length - 1],
    ["bytes=-50", bytes.length - 50, bytes.length - 1],
  ]) {
    const part = await get({ range, "if-range": etag });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get("content-range"), `bytes ${first}-${last}/${bytes.length}`);
    assert.equal(part.headers.get("etag"), etag);
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(first, last + 1));
  }
  const known = await get({ "if-none-match": etag });
  assert.equal(known.status, 304);
  assert.equal((await known.arrayBuffer()).byteLength, 0);
  const changed = await get({ range: "bytes=0-99", "if-range": '"another"' });
  assert.equal(changed.status, 200);
  assert.deepEqual(Buffer.from(await changed.arrayBuffer()), bytes);
  const beyond = await get({ range: `bytes=${bytes.length}-` });
  assert.equal(beyond.status, 416);
  assert.equal((await beyond.json()).error_code, 416001);
});

test("two hundred jobs run at once", async () => {
  const states = await Promise.all(Array.from({ length: 200 }, async () => {
    const submitted = await (await submit(mock)).json();
    return (await read(submitted.status_url)).body.status;
  }));
  assert.deepEqual(new Set(states), new Set(["completed"]));
});

test("an aborted request does no harm", async () => {
  for (let count = 0; count < 20; count++) {
    const controller = new AbortController();
    const call = fetch(`${mock}/v1/models`, { headers: bearer, signal: controller.signal });
    controller.abort();
    await assert.rejects(call, { name: "AbortError" });
  }
  assert.equal((await read(`${mock}/_mock/health`)).status, 200);
});
