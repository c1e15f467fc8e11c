/** Breaches count as new for so many days after they occurred: gates may tell of them late. Ours; no law names it. */
export const NEW_BREACH_DAYS = 30;
