import { record } from '../../actions/audit.ts';
import { caseFolder } from '../../actions/cases/case-folder.ts';
import { getCase } from '../../actions/cases/get-case.ts';
import { streamZip } from '../../exports/zip.ts';
import { exported } from '../exported.ts';
import { route } from '../route.ts';

/** Cases as sealed folders (案卷). */
export const caseExportRoutes = [
  route({
    method: 'GET',
    path: '/cases/{id}/export',
    id: 'exportCase',
    tag: 'cases',
    summary: 'A whole case as one sealed folder (ZIP); it is recorded who took it',
    description:
      'The case, its violations with facts and why, report and notices as PDF, evidence, history and audit rows, a manifest ' +
      'with the SHA-256 of every file, and its Ed25519 signature. `node dist/cli.js verify-case` checks it without the service.',
    who: 'case.write',
    replies: { 200: { description: 'The folder.' } },
    mediaType: 'application/zip',
    raw: async (req) => {
      const { store, files, documents, keys, policies } = req.env;
      const { id } = req.params;
      await getCase(store.read, req.actor, id, 'case.write');
      const context = { policies: policies.current(), exportedAt: req.now, exportedBy: req.actor.id };
      return exported(req, {
        name: 'case.zip',
        contentType: 'application/zip',
        note: (tx) => record(tx, req.actor, req.at, 'case.export', { type: 'case', id }),
        make: () =>
          streamZip(
            caseFolder({ reader: store.bulk, files, printing: documents, keys }, id, context),
            context.exportedAt,
          ),
      });
    },
  }),
];
