import { QueuePage } from './queue-page.tsx';

/** Verifying what enterprises declared of trucks. */
export default QueuePage;
