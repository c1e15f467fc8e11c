import busboy from 'busboy';

/** One part of a multipart body; `fileName` is empty where the part names none. */
export type Part = {
  readonly name: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
};

const LIMITS = { parts: 40, fileSize: 20 * 1024 * 1024, fieldSize: 4 * 1024 * 1024, fieldNameSize: 300 };

/**
 * The parts of a multipart body. Cameras leave out the last boundary, file names and blanks: what came whole is given, be
 * the end missing. Empty for a body that is none.
 */
export function partsOf(contentType: string, body: Buffer): Promise<Part[]> {
  return new Promise((resolve) => {
    const parts: Part[] = [];
    const done = () => resolve(parts);
    let parser: busboy.Busboy;
    try {
      parser = busboy({ headers: { 'content-type': contentType }, limits: LIMITS, defParamCharset: 'utf8' });
    } catch {
      return done();
    }
    parser.on('file', (name, stream, { filename, mimeType }) => {
      const chunks: Buffer[] = [];
      const keep = () => {
        if (stream.truncated) return;
        parts.push({ name, fileName: filename ?? '', contentType: mimeType, bytes: Buffer.concat(chunks) });
      };
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', keep);
      // The part whose end is missing: what there is of it may be whole.
      stream.on('error', keep);
    });
    // Field texts are taken byte for byte, so that the reader can tell their charset.
    parser.on('field', (name, value, { mimeType }) =>
      parts.push({ name, fileName: '', contentType: mimeType, bytes: Buffer.from(value, 'utf8') }),
    );
    parser.on('error', done);
    parser.on('close', done);
    parser.end(body);
  });
}
