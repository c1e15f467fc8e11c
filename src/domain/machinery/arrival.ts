/**
 * When a machine that came through an enterprise's gate may have entered its site, ms: the passage's time where the site lies on
 * that enterprise's ground and no entry was reported. The truck's passage tells when it reached the plant, not the site, so that it
 * never reports an entry by itself.
 */
export function suggestedEntryAt(
  arrival: { readonly enterpriseId: string; readonly passedAt: number },
  filing: { readonly enteredAt: number | null } | undefined,
  site: { readonly enterpriseId: string | null } | undefined,
): number | undefined {
  if (!filing || filing.enteredAt !== null || site?.enterpriseId !== arrival.enterpriseId) return undefined;
  return arrival.passedAt;
}
