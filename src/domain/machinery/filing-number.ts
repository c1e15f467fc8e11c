import { z } from 'zod';
import { numberForm, serialDigits } from '../documents/serial-number.ts';

/** How filings are numbered (登记编号), such as 阳环机登〔2022〕城区00001号. */
export const filingNumbering = z.strictObject({ form: numberForm, digits: serialDigits });
