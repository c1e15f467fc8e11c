import { receiptOfFiling } from '../../actions/machinery/receipt-of-filing.ts';
import { receiptDocument } from '../../domain/machinery/filing-receipt.ts';
import { machineryAt } from '../machinery-answers.ts';
import { route } from '../route.ts';

/** Receipts (回执) of filings, as of the moment they are printed. */
export const filingReceiptRoutes = [
  route({
    method: 'GET',
    path: '/filings/{id}/receipt',
    id: 'getFilingReceipt',
    tag: 'filings',
    summary: 'The receipt of a filing as PDF, in Chinese',
    description:
      'When it was submitted, and how it stands at the moment of printing, with a check value at the foot. It says nothing of ' +
      'whether the machine meets its limits. For those who have no account, the slip of an accepted filing can be checked.',
    who: 'filing.read',
    replies: { 200: { description: 'The receipt.' } },
    mediaType: 'application/pdf',
    raw: async (req) => {
      const { store, documents } = req.env;
      const content = await receiptOfFiling(store.read, req.actor, req.params.id, machineryAt(req));
      const headers = {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="receipt-${req.params.id}.pdf"`,
      };
      return { status: 200, headers, text: await documents.render(receiptDocument(content, req.now)) };
    },
  }),
];
