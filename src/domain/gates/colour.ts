/**
 * What a plate colour (号牌颜色) as read tells of the vehicle: undefined for none and for `other`, which cameras also send
 * where they do not know; both greens are one, because coarse colour tables have one and the text tells them apart.
 */
export function tellingColour(colour: string | null): string | undefined {
  if (colour === null || colour === 'other') return undefined;
  return colour === 'yellow_green' ? 'green' : colour;
}

/** The plate colours that tell the same of a vehicle as this one, itself among them. */
export function coloursLike(colour: string): readonly string[] {
  return tellingColour(colour) === 'green' ? ['green', 'yellow_green'] : [colour];
}
