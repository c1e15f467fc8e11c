import { useQuery } from '@tanstack/react-query';
import { COUNTY_NAMES, isCountyCode } from '../../domain/codes/county.ts';
import { MACHINE_CATEGORY_NAMES, type MachineCategory } from '../../domain/codes/machine-category.ts';
import { api, told } from '../api/client.ts';
import { useT } from '../session/language.ts';

/** What a county is called. */
export function County({ code }: { readonly code: string }) {
  const t = useT();
  return <>{isCountyCode(code) ? t(COUNTY_NAMES[code]) : code}</>;
}

/** What kind of machine it is; the word of its own where the list has none. */
export function Category({ of, other }: { readonly of: string; readonly other?: string | undefined }) {
  const t = useT();
  if (of === 'other' && other) return <>{other}</>;
  return <>{t(MACHINE_CATEGORY_NAMES[of as MachineCategory] ?? { zh: of, en: of })}</>;
}

/** The name of an organisation, where the reader may know it. */
export function OrganisationName({ id }: { readonly id: string | undefined }) {
  const { data } = useQuery({
    queryKey: ['organisations', id],
    queryFn: () => told(api.GET('/api/v1/organisations/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== undefined,
    staleTime: 600_000,
    retry: false,
  });
  return <>{data?.name ?? '—'}</>;
}

/** The name of a site, where the reader may know it. */
export function SiteName({ id }: { readonly id: string | undefined }) {
  const { data } = useSite(id);
  return <>{data?.name ?? '—'}</>;
}

/** One site as the API gives it. */
export const useSite = (id: string | undefined) =>
  useQuery({
    queryKey: ['sites', id],
    queryFn: () => told(api.GET('/api/v1/sites/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== undefined,
  });

/** One machine as the API gives it. */
export const useMachine = (id: string | undefined) =>
  useQuery({
    queryKey: ['machines', id],
    queryFn: () => told(api.GET('/api/v1/machines/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== undefined,
  });
