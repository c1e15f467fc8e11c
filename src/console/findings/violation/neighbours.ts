import { useQuery } from '@tanstack/react-query';
import { api, type Row, type Schema, told } from '../../api/client.ts';

export type Neighbour = Row<'/api/v1/violations'>;

const MOST = 100;

/** Violations of the same vehicle, machine, seller or enterprise, newest first, this one among them while it stands. */
export function useNeighbours({ kind, effect, subject }: Schema<'Violation'>): readonly Neighbour[] {
  const { plate, plateColour, machineId, enterpriseId, seller } = subject;
  const { data } = useQuery({
    queryKey: ['violations', 'neighbours', kind, effect, subject],
    queryFn: () => {
      if (plate !== undefined) {
        const body = { plate, ...(plateColour === undefined ? {} : { plateColour }), effect, limit: MOST };
        return told(api.POST('/api/v1/violations/search', { body: body as never }));
      }
      const whose = machineId
        ? { machineId, effect }
        : seller
          ? { kind, sellerName: seller.name }
          : { kind, enterpriseId };
      return told(api.GET('/api/v1/violations', { params: { query: { ...whose, limit: String(MOST) } as never } }));
    },
  });
  return data?.items ?? [];
}
