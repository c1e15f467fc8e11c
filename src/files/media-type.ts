import { fileTypeFromFile } from 'file-type';

/** What evidence may be: photographs, papers, tables, films. */
export const MEDIA_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'video/mp4',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** The media type of a file by its content, whatever it is called; undefined where it is none that evidence may be. */
export async function mediaTypeOf(path: string): Promise<MediaType | undefined> {
  const found = await fileTypeFromFile(path);
  return MEDIA_TYPES.find((type) => type === found?.mime);
}

/** Whether a media type is a picture's, of which there can be a thumbnail. */
export const isPicture = (mediaType: string): boolean => mediaType.startsWith('image/');
