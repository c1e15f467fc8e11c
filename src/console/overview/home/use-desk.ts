import { useQuery } from '@tanstack/react-query';
import { api, told } from '../../api/client.ts';

/** How often the desk is asked for by itself, ms. */
const EVERY = 60_000;

/** What needs doing for whoever is signed in. */
export const useDesk = () =>
  useQuery({ queryKey: ['desk'], queryFn: () => told(api.GET('/api/v1/desk')), refetchInterval: EVERY });
