/**
 * Gives every style element that a script makes the page's nonce. The component kit does so for its own styles, but not for
 * those by which it measures scroll bars and keeps the page still below a dialogue, which the page's policy then refuses.
 */
export function giveStylesNonce(nonce: string): void {
  const make = document.createElement.bind(document);
  document.createElement = (tag: string, options?: ElementCreationOptions) => {
    const made = make(tag, options);
    if (made instanceof HTMLStyleElement) made.nonce = nonce;
    return made;
  };
}
