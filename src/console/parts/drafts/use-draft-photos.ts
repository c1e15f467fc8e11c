import { useRef, useState } from 'react';
import type { DraftPhoto } from './drafts.ts';

/** What becomes of the photos of a draft, by what they are at that moment. */
export type ChangePhotos = (change: (photos: readonly DraftPhoto[]) => readonly DraftPhoto[]) => void;

/**
 * The photos of a draft. One is made ready while another is taken, and whichever is ready later must not take the place of
 * the other: a change is made to what is there then. `keep` is told of each change.
 */
export function useDraftPhotos(
  first: readonly DraftPhoto[],
  keep: (photos: readonly DraftPhoto[]) => void,
): [readonly DraftPhoto[], ChangePhotos] {
  const [photos, setPhotos] = useState(first);
  const latest = useRef(photos);
  const change: ChangePhotos = (of) => {
    latest.current = of(latest.current);
    setPhotos(latest.current);
    keep(latest.current);
  };
  return [photos, change];
}
