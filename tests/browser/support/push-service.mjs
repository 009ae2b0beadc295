// A push service on this machine, in the place of the one that Chromium's makers run: browsers register with it,
// the portal sends to it through a proxy, and it hands on to the browsers. It checks signatures (RFC 8292); what
// is encrypted (RFC 8291) it cannot read, unless it is given a browser's keys.

import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { join } from "node:path";
import tls from "node:tls";

import { certificateFor } from "./certificate.mjs";

/** Where Chromium says that its subscriptions are, once its registration server is another one. */
const CHROMIUM_HOST = "jmt17.google.com";
/** Of browsers that the test plays itself. */
const OWN_HOST = "push.example";
const MCS_VERSION = 41;
const [PING, PONG, LOGIN, LOGGED_IN, DATA] = [0, 1, 2, 3, 8];

/** Protocol buffers, as far as they are needed. */
function varint(number) {
  const bytes = [];
  let rest = BigInt(number);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}
const number = (field, value) => Buffer.concat([varint(field << 3), varint(value)]);
const fixed = (field, value) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return Buffer.concat([varint((field << 3) | 1), bytes]);
};
const text = (field, value) => {
  const bytes = Buffer.from(value);
  return Buffer.concat([varint((field << 3) | 2), varint(bytes.length), bytes]);
};

async function listen(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server.address().port;
}

/** A browser of the test's own, by its number. */
export function ownBrowser(id) {
  const key = createECDH("prime256v1");
  key.generateKeys();
  const auth = randomBytes(16);
  return {
    endpoint: `https://${OWN_HOST}/send/${id}`,
    keys: { p256dh: key.getPublicKey("base64url"), auth: auth.toString("base64url") },
    /** What a body says to it; throws when that is not encrypted for it. */
    read(body) {
      const salt = body.subarray(0, 16);
      const length = body[20];
      const sender = body.subarray(21, 21 + length);
      const sealed = body.subarray(21 + length);
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), key.getPublicKey(), sender]);
      const secret = Buffer.from(hkdfSync("sha256", key.computeSecret(sender), auth, info, 32));
      const derive = (label, bytes) => Buffer.from(hkdfSync("sha256", secret, salt, Buffer.from(`Content-Encoding: ${label}\0`), bytes));
      const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
      decipher.setAuthTag(sealed.subarray(-16));
      const filled = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      return JSON.parse(filled.subarray(0, filled.lastIndexOf(2)));
    },
  };
}

/** Starts it; its certificate goes into `folder`. */
export async function startPushService(folder) {
  const { key, cert, spkiHash } = certificateFor(["localhost", CHROMIUM_HOST, OWN_HOST]);
  const certFile = join(folder, "push-service.pem");
  await writeFile(certFile, cert);

  const sockets = new Set();
  /** Sockets of browsers that have logged in. */
  const listeners = new Set();
  /** Messages that came when there were none. */
  let kept = [];
  const registrations = [];
  const received = [];
  const faults = [];
  const service = {
    /** Bodies of registrations and of their ends. */
    registrations,
    /** `{path, headers, body}` of what the portal sent. */
    received,
    /** What was wrong with what it sent. */
    faults,
    /** Answers a message: status and headers. */
    answer: async () => ({ status: 201, headers: {} }),
  };

  const registrar = http.createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    if (request.url.startsWith("/checkin")) {
      response.setHeader("content-type", "application/x-protobuf");
      response.end(Buffer.concat([number(1, 1), number(3, Date.now()), fixed(7, 4611686018427387905n), fixed(8, 1234567890123456789n), text(11, "v")]));
    } else {
      registrations.push(Object.fromEntries(new URLSearchParams(body.toString())));
      response.end(`token=token${registrations.length}`);
    }
  });

  const connections = tls.createServer({ key, cert }, (socket) => {
    sockets.add(socket);
    let buffer = Buffer.alloc(0);
    let greeted = false;
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      listeners.delete(socket);
    });
    socket.on("data", (chunk) => {
      buffer = Buffer.concat([buffer, chunk]);
      if (!greeted && buffer.length > 0) {
        greeted = true;
        buffer = buffer.subarray(1);
        socket.write(Buffer.from([MCS_VERSION]));
      }
      for (;;) {
        let at = 1;
        let length = 0;
        while (buffer[at] & 128) length |= (buffer[at] & 127) << (7 * (at++ - 1));
        length |= buffer[at] << (7 * (at - 1));
        if (buffer.length < 2 || buffer.length < at + 1 + length) return;
        const tag = buffer[0];
        buffer = buffer.subarray(at + 1 + length);
        if (tag === LOGIN) logIn(socket);
        if (tag === PING) send(socket, PONG, Buffer.alloc(0));
      }
    });
  });

  function send(socket, tag, message) {
    socket.write(Buffer.concat([Buffer.from([tag]), varint(message.length), message]));
  }

  function logIn(socket) {
    send(socket, LOGGED_IN, text(1, "login"));
    listeners.add(socket);
    for (const message of kept) send(socket, DATA, message);
    kept = [];
  }

  /** To the browser with this token, if it is one; when it is not there, once it is. */
  function deliver(token, body) {
    const registration = registrations[Number(token.slice("token".length)) - 1];
    if (!registration) return;
    const entries = { "content-encoding": "aes128gcm", subtype: registration["X-subtype"] };
    const data = Object.entries(entries).map(([name, value]) => text(7, Buffer.concat([text(1, name), text(2, value)])));
    const id = String(received.length);
    const message = Buffer.concat([text(2, `m${id}`), text(3, registration.sender), text(5, registration["X-subtype"]), ...data, text(9, `p${id}`), text(21, body)]);
    if (listeners.size === 0) kept.push(message);
    for (const socket of listeners) send(socket, DATA, message);
  }

  const endpoints = https.createServer({ key, cert }, async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    try {
      checkSignature(request.headers);
      if (request.headers["content-encoding"] !== "aes128gcm") throw new Error("no aes128gcm");
      if (!/^\d+$/.test(request.headers.ttl)) throw new Error("no TTL");
    } catch (error) {
      faults.push(String(error));
    }
    received.push({ path: request.url, headers: request.headers, body });
    const { status, headers } = await service.answer(received.at(-1));
    if (status < 300) deliver(request.url.split("/").at(-1), body);
    response.writeHead(status, headers).end();
  });

  const proxy = http.createServer().on("connect", (request, socket, head) => {
    const [host] = request.url.split(":");
    if (![CHROMIUM_HOST, OWN_HOST].includes(host)) {
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      return;
    }
    const inner = net.connect(endpoints.address().port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      inner.write(head);
      inner.pipe(socket).pipe(inner);
    });
    for (const side of [inner, socket]) side.on("error", () => inner.destroy());
  });

  const servers = [registrar, connections, endpoints, proxy];
  const [registrarPort, connectionsPort, , proxyPort] = await Promise.all(servers.map(listen));
  return Object.assign(service, {
    /** Leads the portal here. */
    env: { HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`, https_proxy: `http://127.0.0.1:${proxyPort}`, NO_PROXY: "", no_proxy: "", SSL_CERT_FILE: certFile },
    /** Leads Chromium here. */
    flags: [
      `--gcm-checkin-url=http://127.0.0.1:${registrarPort}/checkin`,
      `--gcm-registration-url=http://127.0.0.1:${registrarPort}/register`,
      `--gcm-mcs-endpoint=https://localhost:${connectionsPort}`,
      `--ignore-certificate-errors-spki-list=${spkiHash}`,
    ],
    stop() {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) {
        server.closeAllConnections?.();
        server.close();
      }
    },
  });
}

/** RFC 8292: a token for this service, signed by the key that stands beside it. */
function checkSignature({ authorization, host }) {
  const [, token, key] = authorization.match(/^vapid t=([\w.-]+), k=([\w-]+)$/);
  const [head, claims, signature] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const isSigned = verify("sha256", Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
  if (!isSigned) throw new Error("a wrong signature");
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, "base64url"));
  const now = Date.now() / 1000;
  if (aud !== `https://${host}`) throw new Error(`for ${aud}`);
  if (!(exp > now && exp <= now + 24 * 60 * 60)) throw new Error(`expires at ${exp}`);
  if (!/^(mailto:|https:\/\/)/.test(sub)) throw new Error(`sub is ${sub}`);
}
