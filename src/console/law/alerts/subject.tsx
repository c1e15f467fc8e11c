import { Plate } from '../../parts/tags.tsx';
import { MachineName, SiteName, VehicleName } from '../parts/names.tsx';
import { OrganisationName } from '../parts/organisation.tsx';
import type { SubjectType } from './subject-fields.tsx';

type Of = { readonly type: SubjectType; readonly id?: string; readonly plate?: string; readonly plateColour?: string };

/** Who or what an exemption is of, which opens its own page. */
export function Subject({ of }: { readonly of: Of }) {
  if (of.plate) return <Plate plate={of.plate} colour={of.plateColour} />;
  const id = of.id ?? '';
  switch (of.type) {
    case 'enterprise':
      return <OrganisationName id={id} />;
    case 'vehicle':
      return <VehicleName id={id} />;
    case 'machine':
      return <MachineName id={id} />;
    case 'site':
      return <SiteName id={id} />;
  }
}
