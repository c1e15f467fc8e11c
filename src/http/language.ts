/** The languages of the service; English unless a client asks for Chinese. */
export type Language = 'en' | 'zh';

const RANGE = /^(zh|en|\*)(?:-[a-z0-9-]+)?(?:\s*;\s*q=([01](?:\.\d{0,3})?))?$/i;

/** The language an `Accept-Language` header (RFC 9110 12.5.4) prefers; ties go to the one named first. */
export const languageOf = (header: string | undefined): Language => preferredLanguage(header) ?? 'en';

/** The same, undefined where the header names neither, or likes anything as much. */
export function preferredLanguage(header: string | undefined): Language | undefined {
  if (header === undefined) return undefined;
  let best: Language | undefined;
  let bestQuality = 0;
  for (const part of header.slice(0, 500).split(',')) {
    const match = RANGE.exec(part.trim());
    if (!match) continue;
    const quality = match[2] === undefined ? 1 : Number(match[2]);
    if (quality <= bestQuality) continue;
    bestQuality = quality;
    const named = match[1]?.toLowerCase();
    best = named === 'zh' || named === 'en' ? named : undefined;
  }
  return best;
}
