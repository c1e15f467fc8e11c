/** One block of a stream of server-sent events; `event` is empty where the block only tells an id. */
export type SseBlock = { readonly event: string; readonly data: string; readonly id?: string };

/** Takes a stream of server-sent events in pieces as they come, and hands over each block that is whole. */
export function sseReader(hand: (block: SseBlock) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const blocks = `${rest}${piece}`.split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    for (const block of blocks) hand(read(block));
  };
}

function read(block: string): SseBlock {
  const fields: Record<string, string> = {};
  for (const line of block.split(/\r?\n/)) {
    const [, name, value] = /^(\w+):\s?(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    fields[name] = name === 'data' && fields['data'] !== undefined ? `${fields['data']}\n${value}` : value;
  }
  const { event = '', data = '', id } = fields;
  return { event, data, ...(id === undefined ? {} : { id }) };
}
