/** How much of a whole, as a bar beside the number that says it. */
export function Share({
  part,
  whole,
  tone = '#0b5f57',
}: {
  readonly part: number;
  readonly whole: number;
  readonly tone?: string;
}) {
  const width = whole === 0 ? 0 : Math.min(100, (part * 100) / whole);
  return (
    <span aria-hidden style={{ display: 'block', height: 6, borderRadius: 3, background: '#e3e8e8', minWidth: 60 }}>
      <span style={{ display: 'block', width: `${width}%`, height: 6, borderRadius: 3, background: tone }} />
    </span>
  );
}
