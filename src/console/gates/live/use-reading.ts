import { type FocusEvent, useEffect, useRef, useState } from 'react';

/** A pointer left lying on the screen holds it no longer than this, ms. */
const STILL_MS = 20_000;

/**
 * Whether somebody is reading: the pointer moves over the part, or the keyboard's focus stands in it. Ends when either leaves, and some
 * time after the last move. Put `handlers` on the part.
 */
export function useReading() {
  const [reading, setReading] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const begin = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setReading(false), STILL_MS);
    setReading(true);
  };
  const end = () => {
    clearTimeout(timer.current);
    setReading(false);
  };
  return {
    reading,
    handlers: {
      onPointerMove: begin,
      onPointerLeave: end,
      onKeyDown: begin,
      onFocus: begin,
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) end();
      },
    },
  };
}
