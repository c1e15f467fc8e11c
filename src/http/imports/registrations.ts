import { REGISTRATION_IMPORT } from '../../actions/fleet/import-registrations.ts';
import { importRoutes } from '../import-routes.ts';
import { vehicleForm } from './vehicles.ts';

/** Registration lists by the table, which feed the sale rule (clause 2.4.3). */
export const registrationImportRoutes = importRoutes({
  what: REGISTRATION_IMPORT,
  form: () => vehicleForm,
  ...{ path: '/registrations', name: 'Registration', plural: 'Registrations', tag: 'sellers', who: 'vehicle.verify' },
  title: { en: 'Registrations', zh: '登记清单' },
  description:
    'New vehicles are put on file, what the register lacks of known ones is added, and nothing that is verified otherwise is ' +
    'changed. Each row says what clause 2.4.3 makes of the sale: the invoice of the sale as a new vehicle dates it, the ' +
    'certificate’s day is evidence and decides nothing, and an invoice of a used vehicle never counts.',
  outcomes: {
    violation: 'A sale in breach of the rule.',
    unverified: 'Some fact is missing, such as the invoice day.',
    compliant: 'The rule was met.',
    not_applicable: 'Not a sale that the rule covers.',
  },
});
