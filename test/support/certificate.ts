// A certificate for localhost, made on the spot: X.509 in DER as RFC 5280 lays it out, signed by its own key.
import { generateKeyPairSync, sign } from "node:crypto";

const der = (tag: number, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts);
  const long = body.length > 255 ? [0x82, body.length >> 8, body.length & 255] : [0x81, body.length];
  return Buffer.concat([Buffer.from([tag, ...(body.length < 128 ? [body.length] : long)]), body]);
};
const SEQUENCE = 0x30;
const hex = (text: string) => Buffer.from(text, "hex");
const COMMON_NAME = hex("0603550403");
const ALTERNATIVE_NAMES = hex("0603551d11");
const ECDSA_WITH_SHA256 = der(SEQUENCE, hex("06082a8648ce3d040302"));

/** PEM of a certificate for `localhost` and 127.0.0.1, valid until 2049, and of its key. */
export function makeCertificate(): { cert: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const name = der(SEQUENCE, der(0x31, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from("localhost")))));
  const validity = der(
    SEQUENCE,
    der(0x17, Buffer.from("200101000000Z")),
    der(0x17, Buffer.from("491231235959Z")),
  );
  const names = der(SEQUENCE, der(0x82, Buffer.from("localhost")), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = der(0xa3, der(SEQUENCE, der(SEQUENCE, ALTERNATIVE_NAMES, der(0x04, names))));
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ...[ECDSA_WITH_SHA256, name, validity, name],
    publicKey.export({ type: "spki", format: "der" }),
    extensions,
  );
  const signature = der(0x03, Buffer.from([0]), sign("sha256", body, privateKey));
  const whole = der(SEQUENCE, body, ECDSA_WITH_SHA256, signature).toString("base64");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${whole.match(/.{1,64}/g)!.join("\n")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  };
}
