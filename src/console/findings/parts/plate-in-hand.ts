import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';

export type PlateInHand = { readonly plate: string; readonly plateColour?: string };

/** Plates looked for, by number: an entry of the browser's history holds only the number, and none outlives the page. */
const held: PlateInHand[] = [];

/** What a link gives as its `state` so that the page behind it looks for a plate, which never stands in an address. */
export function holdPlate(plate: PlateInHand): { readonly heldPlate: number } {
  held.push(plate);
  return { heldPlate: held.length - 1 };
}

/** The plate that this page was opened with, whether it was lost since (by loading the page again), and how to take another. */
export function usePlateInHand(): {
  readonly plate: PlateInHand | undefined;
  readonly lost: boolean;
  readonly take: (plate: PlateInHand | undefined) => void;
} {
  const location = useLocation();
  const { pathname, search } = location;
  const go = useNavigate();
  const number = (location.state as { readonly heldPlate?: number } | null)?.heldPlate;
  const plate = number === undefined ? undefined : held[number];
  const take = useCallback(
    (next: PlateInHand | undefined) =>
      void go(`${pathname}${search}`, { replace: true, state: next ? holdPlate(next) : null }),
    [go, pathname, search],
  );
  return { plate, lost: number !== undefined && plate === undefined, take };
}
