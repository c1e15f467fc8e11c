/** A picture in a document: JPEG or PNG bytes, upright, and what is written under it. */
export type PrintedPicture = { readonly caption: string; readonly bytes: Uint8Array };

/** One piece of a document, printed below the one before it. */
export type Block =
  | { readonly heading: string }
  /** A paragraph; its first line is set in by two characters, as Chinese letters are. */
  | { readonly paragraph: string }
  /** Names and what stands beside them, in two ruled columns. */
  | { readonly pairs: readonly (readonly [name: string, value: string])[] }
  /** A ruled table. `shares` are the widths of the columns in proportion to each other; equal where not given. */
  | {
      readonly table: {
        readonly headings: readonly string[];
        readonly shares?: readonly number[];
        readonly rows: readonly (readonly string[])[];
      };
    }
  /** The words of a clause, set in, with what they are taken from above them. */
  | { readonly quote: { readonly source: string; readonly text: string } }
  | { readonly pictures: readonly PrintedPicture[] }
  /** A QR code (二维码) of a text, at the left, and beside it what it is for; a `large` one is read from a machine's cab. */
  | { readonly code: { readonly text: string; readonly caption: string; readonly large?: boolean } }
  | { readonly newPage: true };

/** A document (文书) as data: all that is printed. Equal documents are printed as equal bytes. */
export type PrintedDocument = {
  readonly title: string;
  /** The document's number (文号), under the title and in the footer. */
  readonly number?: string;
  /** Whom it is addressed to; printed before the blocks with a colon. */
  readonly addressee?: string;
  readonly blocks: readonly Block[];
  /** Who issues it and on which day, at the end, with room for the stamp (盖章处). */
  readonly stamp?: { readonly issuer: string; readonly date: string };
  /** When it was made, ms: the file's own date of creation. */
  readonly createdAt: number;
};
