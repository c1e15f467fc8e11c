/** The JSON of an object and of one more member whose own JSON is there already, so that it need not be written again. */
export function withMember(fields: Readonly<Record<string, unknown>>, name: string, json: Buffer): Buffer {
  const others = JSON.stringify(fields).slice(0, -1);
  const head = `${others}${others === '{' ? '' : ','}${JSON.stringify(name)}:`;
  const size = Buffer.byteLength(head);
  const bytes = Buffer.allocUnsafe(size + json.length + 1);
  bytes.write(head, 0);
  json.copy(bytes, size);
  bytes[size + json.length] = 0x7d;
  return bytes;
}
