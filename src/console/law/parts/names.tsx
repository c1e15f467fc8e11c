import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, told } from '../../api/client.ts';
import { Plate } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';

const W = { vehicle: w('车辆', 'Vehicle'), machine: w('机械', 'Machine'), site: w('工地', 'Site') };
const KEPT = { staleTime: 600_000 };

type Named = { readonly id: string };

/** A vehicle by its plate, which opens its file. */
export function VehicleName({ id }: Named) {
  const t = useT();
  const { data } = useQuery({
    ...KEPT,
    queryKey: ['law', 'vehicle', id],
    queryFn: () => told(api.GET('/api/v1/vehicles/{id}', { params: { path: { id } } })),
  });
  return (
    <Link to={`/vehicles/${id}`}>{data ? <Plate plate={data.plate} colour={data.plateColour} /> : t(W.vehicle)}</Link>
  );
}

/** A machine by its name, which opens its page. */
export function MachineName({ id }: Named) {
  const t = useT();
  const { data } = useQuery({
    ...KEPT,
    queryKey: ['law', 'machine', id, 'name'],
    queryFn: () => told(api.GET('/api/v1/machines/{id}', { params: { path: { id } } })),
  });
  return <Link to={`/machines/${id}`}>{data?.name ?? t(W.machine)}</Link>;
}

/** A site by its name, which opens its page. */
export function SiteName({ id }: Named) {
  const t = useT();
  const { data } = useQuery({
    ...KEPT,
    queryKey: ['law', 'site', id, 'name'],
    queryFn: () => told(api.GET('/api/v1/sites/{id}', { params: { path: { id } } })),
  });
  return <Link to={`/sites/${id}`}>{data?.name ?? t(W.site)}</Link>;
}
