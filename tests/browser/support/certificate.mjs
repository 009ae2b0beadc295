// A certificate for the hosts of a test, signed by itself: X.509 in DER, as little of it as TLS needs.

import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT = 0x06;
const UTF8 = 0x0c;
const UTC_TIME = 0x17;
const BOOLEAN = 0x01;
const COMMON_NAME = "550403";
const ALTERNATIVE_NAMES = "551d11";
const BASIC_CONSTRAINTS = "551d13";
const ECDSA_WITH_SHA256 = "2a8648ce3d040302";
const DAY_MS = 24 * 60 * 60 * 1000;

function der(tag, ...parts) {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const object = (hex) => der(OBJECT, Buffer.from(hex, "hex"));
const utc = (date) => der(UTC_TIME, `${date.toISOString().replace(/[-:T]|\.\d+/g, "").slice(2)}`);

/** PEM of key and certificate, and the hash of its public key as Chromium takes it. */
export function certificateFor(hosts) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const algorithm = der(SEQUENCE, object(ECDSA_WITH_SHA256));
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, object(COMMON_NAME), der(UTF8, hosts[0]))));
  const names = der(SEQUENCE, ...hosts.map((host) => der(0x82, host)));
  const extensions = der(
    SEQUENCE,
    der(SEQUENCE, object(BASIC_CONSTRAINTS), der(BOOLEAN, [255]), der(OCTET_STRING, der(SEQUENCE))),
    der(SEQUENCE, object(ALTERNATIVE_NAMES), der(OCTET_STRING, names)),
  );
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, [2])),
    der(INTEGER, [1, ...randomBytes(8)]),
    algorithm,
    name,
    der(SEQUENCE, utc(new Date(Date.now() - DAY_MS)), utc(new Date(Date.now() + 30 * DAY_MS))),
    name,
    spki,
    der(0xa3, extensions),
  );
  const certificate = der(SEQUENCE, body, algorithm, der(BIT_STRING, [0], sign("sha256", body, privateKey)));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64").replace(/.{64}/g, "$&\n").trim()}\n-----END CERTIFICATE-----\n`,
    spkiHash: createHash("sha256").update(spki).digest("base64"),
  };
}
