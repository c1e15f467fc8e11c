import { VEHICLE_IMPORT } from '../../actions/fleet/import-vehicle.ts';
import { formOf } from '../import-columns.ts';
import { importRoutes } from '../import-routes.ts';
import { vehicleIn } from '../vehicle-schema.ts';
import { VEHICLE_COLUMNS } from './vehicle-columns.ts';

/** A table of vehicles, of which a plate and colour stands once. */
export const vehicleForm = formOf(VEHICLE_COLUMNS, vehicleIn, ({ plate, plateColour }) => `${plate} ${plateColour}`);

/** Vehicles by the table, each row as `POST /vehicles` would take it. */
export const vehicleImportRoutes = importRoutes({
  what: VEHICLE_IMPORT,
  form: () => vehicleForm,
  ...{ path: '/vehicles', name: 'Vehicle', plural: 'Vehicles', tag: 'vehicles', who: 'vehicle.create' },
  title: { en: 'Vehicles', zh: '车辆' },
  description:
    'An officer’s rows verify what was declared, and change nothing that is verified otherwise; an enterprise’s declare ' +
    'trucks that serve it.',
  outcomes: {
    created: 'Put on file.',
    verified: 'Declared before, verified by this.',
    declared: 'Declared by this enterprise.',
    unchanged: 'On file just so.',
  },
});
